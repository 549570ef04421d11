namespace Sweep.Grains.Search.Simulation;

/// <summary>Something to search whose results are known, so that a search of thousands of trials takes seconds.</summary>
public interface ISimulatedTask
{
    string Name { get; }

    SearchSpace Space { get; }

    /// <summary>The best value that there is.</summary>
    double Optimum { get; }

    /// <summary>
    /// The objective of a trial, to be minimized, after each unit of its resource, such as an epoch. What is not finite has diverged. At
    /// least one value.
    /// </summary>
    IReadOnlyList<double> Run(Cell cell);
}
