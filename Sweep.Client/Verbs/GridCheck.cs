using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// Checks on this machine what a grid file alone cannot tell: that its corpus is there, and that every trial can be trained.
/// </summary>
internal static class GridCheck
{
    /// <summary>Checks a sweep, after it has downloaded the corpus if that is needed.</summary>
    /// <param name="grid">The file that the sweep was read from.</param>
    /// <param name="sets">The overrides that it was read with.</param>
    /// <exception cref="SherlockException">The corpus is missing, or a trial cannot be trained.</exception>
    public static Task<SweepCheck> RunAsync(
        CommandContext context, ISweepPreparation preparation, SweepSpec spec, string grid,
        IReadOnlyList<string> sets, CancellationToken cancellationToken) =>
        LocateAsync(context, grid, sets, async () =>
        {
            await CorpusFetch.IfMissingAsync(context, preparation, spec.Corpus, cancellationToken);
            return await preparation.CheckAsync(spec, cancellationToken);
        });

    /// <summary>Runs work over a sweep; if it fails because of a key of the sweep's file, the error begins with that key's line.</summary>
    /// <param name="grid">The file; null if the sweep does not come from one.</param>
    public static async Task<T> LocateAsync<T>(
        CommandContext context, string? grid, IReadOnlyList<string> sets, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SherlockException exception)
            when (grid is not null && exception.Key is { } key && GridFile.PlaceOf(grid, context.Schemas, sets, key) is { } place)
        {
            throw new SherlockException($"{place}: {key}: {exception.Message}", exception.ExitCode, exception);
        }
    }
}
