namespace Sweep.Grains.Search.Simulation;

/// <summary>What a simulated search found.</summary>
/// <param name="Proposals">The trials in the order of their numbers, and why each was proposed.</param>
/// <param name="Finished">The best value after each trial that ended.</param>
/// <param name="Paid">The best value that any trial had shown after each unit of resource.</param>
/// <param name="Time">How long it took on the virtual clock.</param>
public sealed record SimulationResult(
    IReadOnlyList<Proposal> Proposals, IReadOnlyList<double> Finished, IReadOnlyList<double> Paid, double Time)
{
    /// <summary>How many trials had a cell that an earlier one had.</summary>
    public int Duplicates => Proposals.Count - Proposals.Select(proposal => proposal.Cell).Distinct().Count();
}
