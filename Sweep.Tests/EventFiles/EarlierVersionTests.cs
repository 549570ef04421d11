using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>Folders in which an earlier version wrote: its tag of epochs was another, and its hyperparameters lacked some.</summary>
public sealed class EarlierVersionTests : IAsyncLifetime
{
    private EventFileRig? _rig;
    private TrialId _trial;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Folder => EventFileRig.Trial(Rig.FolderOf("logs"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 2L)]
    [InlineData(false, 2L)]
    [InlineData(true, null)]
    [InlineData(false, null)]
    public async Task Open_OfATrialThatAnEarlierVersionBegan_WritesItAllInThePresentForm(bool hasOldTag, long? checkpoint)
    {
        var first = await Rig.Store.AssignAsync(_trial);
        var report = TestStore.Report(1, 2, [.. new[] { 1L, 2 }.SelectMany(Points)]);
        await Rig.Store.Trials.ReportAsync(_trial, report, Token);
        if (checkpoint is { } at)
        {
            await Rig.Store.Trials.ReportAsync(_trial, report with { Points = [], Checkpoint = new(at, "step-2", 1) }, Token);
        }

        await Rig.Store.Trials.HandBackAsync(_trial, 1, null, Token);
        WriteAsBefore(first, hasOldTag);

        var assignment = await Rig.Store.AssignAsync(_trial);
        using (var log = await Rig.Silo("logs").Logs.OpenAsync(assignment, null))
        {
            for (var step = 1 + (checkpoint ?? 0); step <= 3; step++) { await log.WriteAsync([.. Points(step)], []); }
        }

        // In one file: TensorBoard also lists what a later file voids.
        var run = EventFileReader.Read(Assert.Single(EventFileReader.Files(Folder)));
        Assert.Equal([(1L, 1f), (2, 2), (3, 3)], run.Series("train/epoch"));
        Assert.Equal([(1L, 1f), (2, 2), (3, 3)], run.Series("val/loss"));
        Assert.Empty(run.Series("epoch"));
        var session = run.Value("_hparams_/session_start_info").Content.Message(3);
        Assert.Contains("clip_norm", session.Messages(1).Select(entry => entry.Text(1)));
        EventFileReader.RequireSound(Folder);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private static MetricPoint[] Points(long step) => [new("epoch", step, step), TestStore.Loss(step, step)];

    /// <param name="hasOldTag">Whether the old tag is what is wrong with the file; else the hyperparameters are.</param>
    private void WriteAsBefore(TrialAssignment assignment, bool hasOldTag)
    {
        Directory.CreateDirectory(Folder);
        using var writer = new EventFileWriter(EventFileName.Next(Folder, 1, TestStore.Start), 0, Rig.Store.Clock);
        var written = hasOldTag ? assignment : assignment with { Hyperparameters = assignment.Hyperparameters.With("clip_norm", 17.0) };
        writer.Write(0, [HParams.SessionStart(written, TestStore.Start)]);
        for (var step = 1; step <= 2; step++)
        {
            var epoch = SummaryValues.Scalar(hasOldTag ? "epoch" : "train/epoch", step);
            writer.Write(step, [epoch, SummaryValues.Scalar("val/loss", step), SummaryValues.Scalar("hparam/best_val_loss", 1)]);
        }
    }
}
