using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Contracts;
using Sweep.Tests.EventFiles;

namespace Sweep.Tests.Slots;

/// <summary>What a user's trainable reports: where it is shown, and what becomes of a trial whose report breaks a rule.</summary>
public sealed class UserReportTests : UserTrainableTest
{
    [Theory]
    [InlineData("twice", "The training reported step 1 twice; allowed: one report for each step, with all its values.")]
    [InlineData("zero", "The training reported at step 0; allowed: steps from 1 on, because a step is reported after it was made.")]
    [InlineData("back", "The step fell from 3 to 2; allowed: steps that never fall.")]
    [InlineData("double", "Step 1 has the metric 'place' twice; allowed: each metric once.")]
    [InlineData("unknown", "Step 1 has the metric 'palce', which 'walk' does not declare; allowed: distance, place; did you mean 'place'?")]
    public async Task Run_WithAReportThatBreaksARule_FailsAtOnceAndSaysWhatIsAllowed(string fault, string reason)
    {
        Walk.Report = walking => fault switch
        {
            "twice" => [new(("place", 1)), new(("place", 2))],
            "zero" => Stepped(walking, walking.Step - 1),
            "back" => walking.Step == 3 ? Stepped(walking, 3).Concat(Stepped(walking, 2)) : Stepped(walking, walking.Step),
            "double" => [new(("place", 1), ("place", 2))],
            _ => [new(("palce", 1))],
        };

        await TrainAsync();

        var trial = await Rig.Store.TrialAsync(Trial);
        Assert.Equal((TrialStatus.Failed, reason, 1), (trial.Status, trial.Reason, trial.Attempts));
    }

    [Fact]
    public async Task Run_WithImagesAndTextsInReportsWithoutValues_ShowsThemInTensorBoardAndKeepsThem()
    {
        Walk.Report = walking => walking.Step == 2
            ? [new()
            {
                Images = [new("map", Png(3, 2))],
                Texts = [new("note", "half way")],
                Histograms = [HistogramSummary.Of<float>("w", [1, 2])],
            }]
            : [new(("place", walking.Place))];

        await TrainAsync();

        var run = EventFileReader.ReadRun(Path.Combine(Rig.Options.LogsFolder, "walk", "trial-0001"));
        Assert.Equal(("images", 2L), (run.Value("map").Plugin, run.Single(record => record.Values.Any(value => value.Tag == "map")).Step));
        Assert.Equal(["3", "2"], run.Value("map").Tensor.Texts(8).Take(2));
        Assert.Equal("half way", run.Value("note").Tensor.Text(8));
        var kept = Assert.Single(await Rig.Store.Reader.SummariesAsync(Trial, 0, 10, Token));
        Assert.Equal(2, kept.Step);
        Assert.Equal(Png(3, 2), kept.Images[0].Png.ToArray());
        Assert.Equal(19, (await Rig.Store.Reader.SeriesAsync(Trial, Token))["place"].Count);
    }

    [Fact]
    public async Task Run_WithTextsInReportsWithoutValues_HasThemInFilesThatAreWrittenAgain()
    {
        Walk.Report = walking => walking.Step % 9 == 2
            ? [new() { Texts = [new("note", FormattableString.Invariant($"at {walking.Step}"))] }]
            : [new(("place", walking.Place))];
        var assignment = await Rig.Store.AssignAsync(Trial);
        await Rig.RunAsync(assignment, Token);

        var logs = Path.Combine(Rig.Options.LogsFolder, "again");
        using (var replayed = ReplayedEventFile.Open(logs, assignment, after: 0, null, new(), Rig.Store.Clock, Assert.Fail))
        {
            await replayed.CatchUpAsync(Rig.Store.Reader, long.MaxValue, Token);
        }

        var notes = EventFileReader.ReadRun(Path.Combine(logs, "walk", "trial-0001"))
            .Where(record => record.Values.Any(value => value.Tag == "note"));
        Assert.Equal(
            [(2L, "at 2"), (11L, "at 11"), (20L, "at 20")], notes.Select(record => (record.Step, record.Values[0].Tensor.Text(8))));
    }

    [Fact]
    public async Task Run_WithAnImageThatIsNoPng_FailsAndSaysSo()
    {
        Walk.Report = _ => [new() { Images = [new("map", new byte[30])] }];

        await TrainAsync();

        Assert.Equal(
            "The image 'map' of step 1 has 30 bytes; allowed: a PNG file of up to 1048576 bytes.",
            (await Rig.Store.TrialAsync(Trial)).Reason);
    }

    /// <summary>The beginning of a PNG file, which has all that is read of it.</summary>
    private static byte[] Png(byte width, byte height) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, width, 0, 0, 0, height];

    private static IEnumerable<StepReport?> Stepped(Walk.Walking walking, long step)
    {
        walking.Step = step;
        yield return new(("place", walking.Place));
    }
}
