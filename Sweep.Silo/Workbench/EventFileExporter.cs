using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Files;

namespace Sweep.Silo.Workbench;

/// <inheritdoc cref="IEventFileExporter"/>
internal sealed class EventFileExporter(
    DataFolder folder, TrainableRegistry trainables, ICheckpointReader checkpoints) : IEventFileExporter
{
    /// <inheritdoc/>
    public IEventFileExport Export(ISweepReader reader, SweepSummary sweep, EventFileExportRequest request)
    {
        // TensorBoard lets a later file replace the earlier ones in its folder: what a running trial writes would be lost after this
        // export.
        var target = Path.GetFullPath(request.Folder);
        if (Path.TrimEndingDirectorySeparator(target) == folder.Logs && !FolderLock.IsFree(folder.Root))
        {
            throw new SherlockException(
                $"--out is '{request.Folder}', where the process that trains writes these files itself; name another folder.");
        }

        return new EventFileExport(
            reader,
            sweep,
            request with { Folder = target },
            trainables,
            new CheckpointVectorReader(checkpoints, trainables),
            TimeProvider.System);
    }
}
