namespace Sweep.Tests.TensorBoard;

/// <summary>Trials with more than one attempt, torn files and trials that still train, as the real TensorBoard reads them.</summary>
[Collection(typeof(BesideTensorBoard))]
[Trait("Category", "Slow")]
public sealed class InterruptedAnswerTests(TensorBoardRig rig)
{
    public static TheoryData<string, int> Interrupted { get; } = new()
    {
        { "fast", HandWritten.Torn }, { "fast", HandWritten.Resumed }, { "python", HandWritten.Torn }, { "python", HandWritten.Resumed },
    };

    public static TheoryData<string> Loaders => TensorBoardRig.Loaders;

    // Both attempts made steps 11 to 15.
    [Theory]
    [MemberData(nameof(Interrupted))]
    public async Task Trial_ThatASecondAttemptTookOver_ShowsEachStepOnceByTheLastThatMadeIt(string loader, int number)
    {
        var (server, run) = (rig.Server(loader), TensorBoardRig.Run(number));
        var steps = Enumerable.Range(1, 20).Select(step => (Step: (long)step, Attempt: step <= 10 ? 1 : 2)).ToList();

        Assert.Equal(
            steps.Select(step => (step.Step, HandWritten.Value(step.Attempt, (int)step.Step))),
            await server.SeriesAsync(run, "val/loss"));
        Assert.Equal(
            steps.Select(step => (step.Step, (double)step.Attempt)),
            (await server.HistogramsAsync(run, "weights/x")).Select(histogram => (histogram.Step, histogram.Rows[^1][2])));

        // Of texts it keeps ten.
        var texts = await server.TextsAsync(run, "sample");
        Assert.Equal(texts.Select(text => text.Step).Distinct(), texts.Select(text => text.Step));
        Assert.All(texts, text => Assert.Equal($"<p>attempt {(text.Step <= 10 ? 1 : 2)}, step {text.Step}</p>", text.Html));
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Trial_ThatWasRetriedFromItsBeginning_ShowsTheLastAttemptAlone(string loader)
    {
        var (server, run) = (rig.Server(loader), TensorBoardRig.Run(HandWritten.Retried));

        Assert.Equal([1L, 2, 3, 4, 5], (await server.SeriesAsync(run, "val/loss")).Select(point => point.Step));
        Assert.Equal(HandWritten.Value(2, 5), (await server.SeriesAsync(run, "val/loss"))[^1].Value);
        Assert.Equal("<p><strong>Completed</strong></p>", Assert.Single(await server.TextsAsync(run, "ending")).Html);
    }

    [Fact]
    public async Task Trial_ThatTrainsWhileTensorBoardLooks_Grows()
    {
        var run = TensorBoardRig.Run(HandWritten.Growing);
        using var log = rig.Open(HandWritten.Growing);
        for (var step = 1; step <= 3; step++)
        {
            HandWritten.Steps(log, attempt: 1, step, step);
            foreach (var loader in TensorBoardRig.Loaders.Select(row => row.Data))
            {
                var series = await rig.Server(loader).SeriesUntilAsync(run, "val/loss", series => series.Count == step);
                Assert.Equal((step, HandWritten.Value(1, step)), series[^1]);
            }
        }
    }
}
