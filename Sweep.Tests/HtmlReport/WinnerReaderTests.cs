using Sweep.Client.HtmlReport;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.HtmlReport;

public sealed class WinnerReaderTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Winner_InAProgramWithoutTheModel_IsOneLine()
    {
        var best = Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90);

        var winner = await new WinnerReader(workbench: null, _ => { }).ReadAsync(Some.Sweep(), best, TestContext.Current.CancellationToken);

        Assert.Equal("Words and texts need the model: 'report' of Sweep.Silo has them.", winner.Lack);
        Assert.Empty(winner.Texts);
    }

    [Fact]
    public async Task Winner_WithoutACheckpoint_IsOneLine()
    {
        var best = Some.Trial(3, TrialStatus.Completed).WithBest(5.25, 90) with { Checkpoint = null };

        var winner = await new WinnerReader(_rig.Backend, _ => { }).ReadAsync(Some.Sweep(), best, TestContext.Current.CancellationToken);

        Assert.Equal("Trial 3, the best, has no checkpoint.", winner.Lack);
    }

    [Fact]
    public async Task Winner_WhoseCheckpointCannotBeRead_KeepsTheMachinesPathsOutOfTheReport()
    {
        var best = Some.Trial(3, TrialStatus.Completed).WithBest(5.25, 90);
        _rig.Backend.TextFails = new SherlockException("The checkpoint /secret/place is damaged.");
        var said = new List<string>();

        var winner = await new WinnerReader(_rig.Backend, said.Add).ReadAsync(Some.Sweep(), best, TestContext.Current.CancellationToken);

        Assert.Equal(
            "No words and no text by trial 3, the best: its checkpoint or its corpus could not be read when this was written.",
            winner.Lack);
        Assert.Equal(["note: no words and no text by trial 3, the best: The checkpoint /secret/place is damaged."], said);
    }
}
