namespace Sweep.Grains.Search.Simulation;

/// <summary>Learning curves that never cross: the ranks of trials are the same after every epoch.</summary>
/// <param name="epochs">The length of each curve.</param>
internal sealed class ParallelCurves(int epochs) : ISimulatedTask
{
    public string Name => "parallel curves";

    public SearchSpace Space { get; } = new(new Dimension("x", new NumberDomain(0, 1)));

    public double Optimum => 0;

    public IReadOnlyList<double> Run(Cell cell) =>
        [.. Enumerable.Range(1, epochs).Select(epoch => (double)cell.Values[0]! + 1.0 / epoch)];
}
