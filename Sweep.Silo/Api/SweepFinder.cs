using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>Finds what the address of a request names.</summary>
internal sealed class SweepFinder(ApiSource source)
{
    /// <summary>The sweep that a request names: by its id, its name or its folder.</summary>
    /// <exception cref="ApiException">No sweep fits, or several do.</exception>
    public async Task<SweepSummary> SweepAsync(string text, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(text, "n", out var id) && await source.Reader.TryFindAsync(id, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            return await source.Reader.FindAsync(text, cancellationToken);
        }
        catch (SherlockException exception) when (exception.ExitCode is SherlockException.BadInput)
        {
            throw ApiException.NotFound(exception.Message);
        }
    }

    /// <exception cref="ApiException">The sweep has no such trial.</exception>
    public async Task<TrialSummary> TrialAsync(SweepSummary sweep, int number, CancellationToken cancellationToken) =>
        await source.Reader.TryTrialAsync(new(sweep.Id, number), cancellationToken)
            ?? throw ApiException.NotFound($"{sweep.Folder} has no trial {number}: its trials are numbered from 1 to {sweep.Trials}.");
}
