namespace Sweep.Tests.Verbs;

/// <summary>Which sweep a verb means: what is printed can be typed back.</summary>
public sealed class NewestSweepTests : IDisposable
{
    private readonly ClientRig _rig = new() { HasDatabase = true };

    public NewestSweepTests() => _rig.Source.Trials.AddRange([Some.Trial(1), Some.Trial(2)]);

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("best")]
    [InlineData("show")]
    public async Task Verb_WithoutASweep_TakesTheNewestAndSaysWhich(string verb)
    {
        _rig.Source.Newer.Add(Some.Later() with { Folder = "sizes-2" });

        Assert.Equal(0, await _rig.RunAsync(verb));
        Assert.Contains("sizes-2/1", _rig.Out, StringComparison.Ordinal);
        Assert.Equal("The newest sweep: sizes-2\n", _rig.Error);
    }

    [Fact]
    public async Task Name_ThatIsPrintedForASweep_MeansItThoughNewerOnesHaveItInTheirFiles()
    {
        _rig.Source.Newer.Add(Some.Later() with { Folder = "sizes-2" });

        Assert.Equal(0, await _rig.RunAsync("best", "sizes"));
        Assert.Contains("sizes/1", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("sizes-2", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_ThatIsInTheFilesOfSeveralSweeps_IsRefusedWithTheirPrintedNames()
    {
        _rig.Source.Folder = "my-sizes";
        _rig.Source.Newer.Add(Some.Later() with { Folder = "my-sizes-2" });

        Assert.Equal(2, await _rig.RunAsync("cancel", "sizes"));
        Assert.Equal("error: Several sweeps have the name 'sizes': my-sizes-2, my-sizes. Write one of these.\n", _rig.Error);
    }

    [Fact]
    public async Task Verb_ThatFollowsTheEnvironment_SaysWhereItLooks()
    {
        _rig.Backend.HasCluster = true;
        _rig.Variables["SHERLOCK_DATABASE"] = "Host=db;Username=me;Database=sweeps";

        Assert.Equal(0, await _rig.RunAsync("list"));
        Assert.Contains("(SHERLOCK_DATABASE)", _rig.Error, StringComparison.Ordinal);
        Assert.Contains("db", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_OfMoreTrialsThanItShows_SaysHowManyThereAre()
    {
        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--top", "1"));
        Assert.Contains("1 of 2 trials; all of them: --top 2", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_On80Columns_KeepsTheStatusAndSaysWhatItLeavesOut()
    {
        _rig.Width = 50;

        Assert.Equal(0, await _rig.RunAsync("best", "sizes"));
        Assert.Contains("status", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("Not shown in 50 columns: ", _rig.Out, StringComparison.Ordinal);
    }
}
