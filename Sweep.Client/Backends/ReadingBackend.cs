using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>The backend of the client alone: it reads a data folder, and can neither train nor steer.</summary>
/// <param name="open">Opens the database file at a path, which exists.</param>
public sealed class ReadingBackend(BackendOptions options, Func<string, CancellationToken, Task<SweepReader>> open) : IBackend
{
    /// <inheritdoc/>
    public IWorkbench? Workbench => null;

    /// <inheritdoc/>
    public Task<SweepReader> OpenAsync(CancellationToken cancellationToken) =>
        File.Exists(options.DatabasePath)
            ? open(options.DatabasePath, cancellationToken)
            : throw new SherlockException(
                $"There is no database '{options.DatabasePath}': name the folder with --data, or train a first sweep with 'run GRID'.",
                SherlockException.OutOfReach);

    /// <inheritdoc/>
    public Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) => throw NeedsSilo("Training");

    /// <inheritdoc/>
    public Task<SweepSummary> CancelAsync(string sweep, int? trial, CancellationToken cancellationToken) => throw NeedsSilo("Cancelling");

    /// <inheritdoc/>
    public string? LogFolder(SweepSummary sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Path.GetFullPath(Path.Combine(options.DataFolder, "logs", sweep.Folder));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SherlockException NeedsSilo(string what) => new($"{what} needs Sweep.Silo: give it the same command line.");
}
