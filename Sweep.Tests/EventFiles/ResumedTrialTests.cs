using Sweep.Grains.Trials;

namespace Sweep.Tests.EventFiles;

public sealed class ResumedTrialTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    // Each attempt gets further than the checkpoint that the next one starts from; the clock stands still on purpose.
    [Fact]
    public void Trial_ResumedThreeTimes_ShowsNoStepTwice()
    {
        Attempt(1, checkpoint: null, from: 1, to: 15);
        Attempt(2, checkpoint: 10, from: 11, to: 25);
        Attempt(3, checkpoint: 20, from: 21, to: 22);
        Attempt(4, checkpoint: 20, from: 21, to: 30);

        Assert.Equal(4, EventFileReader.Files(_trials.Folder).Length);
        var run = EventFileReader.ReadRun(_trials.Folder);
        Assert.Equal(Enumerable.Range(1, 30).Select(step => ((long)step, (float)step)), run.Series("step"));
        Assert.Single(run.SelectMany(record => record.Values), value => value.Tag == "config");
        Assert.Single(run.SelectMany(record => record.Values), value => value.Tag == "_hparams_/session_start_info");
        EventFileReader.RequireSound(_trials.Folder);
    }

    // Histograms, samples and the rest go the same way as scalars; the environment is said at each attempt whose steps stand.
    [Fact]
    public void Trial_ResumedThreeTimesWithAllThatAStepCanHave_ShowsNoStepTwice()
    {
        (long? Checkpoint, int From, int To)[] attempts = [(null, 1, 15), (10, 11, 25), (20, 21, 22), (20, 21, 30)];
        foreach (var (attempt, index) in attempts.Select((attempt, index) => (attempt, index)))
        {
            using var log = _trials.Open(index + 1, attempt.Checkpoint, vectors: Trials.Vectors(), environment: $"attempt {index + 1}");
            var steps = Enumerable.Range(attempt.From, attempt.To - attempt.From + 1);
            log.Write(
                [.. steps.Select(step => new MetricPoint("val/loss", step, step))],
                [.. steps.Select(step => new StepSummary(
                    step, [new("weights/embedding", 0, step, [1, 2], 1)], [new("sample", $"{step}")]))]);
        }

        EventFileReader.RequireSound(_trials.Folder);
        var run = EventFileReader.ReadRun(_trials.Folder);
        foreach (var tag in new[] { "val/loss", "hparam/best_val_loss", "weights/embedding", "train/not_finite", "not_finite", "sample" })
        {
            Assert.Equal(
                Enumerable.Range(1, 30).Select(step => (long)step),
                run.Where(record => record.Values.Any(value => value.Tag == tag)).Select(record => record.Step));
        }

        Assert.Equal(
            [(0L, "attempt 1"), (11L, "attempt 2"), (21L, "attempt 4")],
            run.SelectMany(record => record.Values, (record, value) => (record.Step, value)).Where(pair => pair.value.Tag == "environment")
                .Select(pair => (pair.Step, pair.value.Tensor.Text(8))));
        Assert.Single(run, record => record.Graph is not null);
    }

    [Fact]
    public void Trial_StartedAgainWithoutACheckpoint_ShowsOnlyTheNewAttempt()
    {
        Attempt(1, checkpoint: null, from: 1, to: 9);
        Attempt(2, checkpoint: null, from: 1, to: 3);

        var run = EventFileReader.ReadRun(_trials.Folder);
        Assert.Equal([1L, 2L, 3L], run.Series("step").Select(point => point.Step));
        Assert.Equal("hparams", run.Value("_hparams_/session_start_info").Plugin);
    }

    [Fact]
    public void Trial_ResumedBehindItsBest_KeepsTheBestUpToItsCheckpointOnly()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("val/loss", 10, 5), new("val/loss", 20, 3)]);
        }

        using (var log = _trials.Open(attempt: 2, checkpointStep: 10))
        {
            log.Write([new("val/loss", 20, 7)]);
        }

        Assert.Equal([(10L, 5f), (20L, 5f)], EventFileReader.ReadRun(_trials.Folder).Series("hparam/best_val_loss"));
    }

    // Every length of a torn file: what was whole before is there, and the next attempt is read as if nothing had happened.
    [Fact]
    public void Trial_WhoseLastRecordIsTorn_LosesThatRecordAlone()
    {
        Attempt(1, checkpoint: null, from: 1, to: 2);
        var path = Assert.Single(EventFileReader.Files(_trials.Folder));
        var whole = File.ReadAllBytes(path);
        Attempt(2, checkpoint: 1, from: 2, to: 4);

        // The last record: 16 bytes of frame; 9 wall time, 2 step, 2 + 2 heads of summary and value, 6 tag, 5 value.
        var record = 16 + 9 + 2 + 2 + 2 + 6 + 5;
        for (var cut = 1; cut < record; cut++)
        {
            File.WriteAllBytes(path, whole[..^cut]);
            Assert.Equal([1L], EventFileReader.Read(path).Series("step").Select(point => point.Step));
            Assert.Equal([1L, 2L, 3L, 4L], EventFileReader.ReadRun(_trials.Folder).Series("step").Select(point => point.Step));
        }
    }

    [Fact]
    public void Trial_ResumedAfterATornStart_IntroducesItselfAgain()
    {
        Attempt(1, checkpoint: null, from: 1, to: 2);
        var path = Assert.Single(EventFileReader.Files(_trials.Folder));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..100]);

        Attempt(2, checkpoint: 2, from: 3, to: 3);
        Assert.Equal("text", EventFileReader.ReadRun(_trials.Folder).Value("config").Plugin);
        Assert.Empty(_trials.Faults);
    }

    // A sound frame around what is no event: a field that ends too soon.
    [Fact]
    public void Trial_BesideAForeignFile_IsWrittenAllTheSame()
    {
        Directory.CreateDirectory(_trials.Folder);
        File.WriteAllBytes(Path.Combine(_trials.Folder, "events.out.tfevents.0000000001.foreign"), EventFileReader.Frame([0x2A, 0x7F]));

        Attempt(2, checkpoint: 2, from: 3, to: 3);
        Assert.Empty(_trials.Faults);
        Assert.Equal([(3L, 3f)], EventFileReader.Read(EventFileReader.Files(_trials.Folder)[^1]).Series("step"));
    }

    private void Attempt(int number, long? checkpoint, int from, int to)
    {
        using var log = _trials.Open(number, checkpoint);
        log.Write([.. Enumerable.Range(from, to - from + 1).Select(step => new MetricPoint("step", step, step))]);
    }
}
