using System.Collections.Concurrent;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;
using Sweep.Silo.Slots;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Checkpoints;

/// <summary>A machine with files of its own, over the common database.</summary>
internal sealed class CheckpointMachine : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ScratchFolder _scratch;
    private readonly TrialStoreBlobs _blobs;
    private readonly DatabaseCheckpointWriter _checkpoints;
    private readonly GrainRetryPolicy _resender;
    private readonly FolderCheckpoints _files;
    private readonly ConcurrentQueue<string> _lines;
    private AttemptStart? _start;
    private TrialAssignment? _assignment;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public CheckpointMachine(TestStore store, ConcurrentQueue<string> lines, string silo)
    {
        _scratch = ScratchFolder.Open(_temp.Path, silo);
        _blobs = new(store.Trials);
        _checkpoints = new(_blobs, _scratch, new SlotLogger<DatabaseCheckpointWriter>(lines));
        _resender = new(new(1, "", "", "") { IsClustered = true }, new ImpatientTime(), new SlotLogger<GrainRetryPolicy>(lines), seed: 1);
        _files = new(new(Path.Combine(_temp.Path, "files")));
        _lines = lines;
        Write(toFiles: false);
    }

    /// <summary>Chooses whether this machine writes its checkpoints to files or to the database from now on.</summary>
    public void Write(bool toFiles) => _start = new(
        new TrainableRegistry().Add(new ModelTrainable(new CorpusCache(_temp.Path), TimeProvider.System)),
        toFiles ? _files : _checkpoints,
        new MixedCheckpointReader(_files, new DatabaseCheckpointReader(_blobs, _scratch.Path)),
        _resender,
        new(_scratch),
        new SlotLoggers(_lines));

    public ITraining Begin(TrialAssignment assignment)
    {
        _assignment = assignment;
        using var scratch = _start!.Scratch(assignment);
        return _start.Begin(assignment, scratch, Token);
    }

    /// <summary>Writes a checkpoint of the training that began last.</summary>
    public CheckpointInfo Save(ITraining training) => _start!.Save(_assignment!, training.Step, training.Save);

    public async Task<TrialDecision> TrainAndKeepAsync(
        ITraining training, TrialId trial, int steps, TrialDecision expected = TrialDecision.Continue)
    {
        using (var points = training.Train(Token).GetEnumerator())
        {
            for (var step = 0; step < steps; step++) { Assert.True(points.MoveNext()); }
        }

        var report = new TrialReport(1, training.Step, training.TotalSteps!.Value, [], Save(training));
        var decision = await _checkpoints.KeepAsync(null!, trial, report);
        Assert.Equal(expected, decision);
        _checkpoints.Tidy(report.Checkpoint!, best: null);
        return decision;
    }

    public string[] Files() => Directory.GetFiles(_scratch.Path, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        _resender.Dispose();
        _scratch.Dispose();
        _temp.Dispose();
    }
}
