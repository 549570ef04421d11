using Sweep.Grains.Search;

namespace Sweep.Tests.Verbs;

public sealed class ExportDecisionTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public ExportDecisionTests()
    {
        _rig.Source.Search = SearchSome.Search;
        _rig.Source.Decisions.AddRange([
            SearchSome.Propose(
                1, 1, """{"learning_rate":0.05,"rnn_size":32,"optimizer":"momentum","momentum":0.5}""", new GivenReason(1, 1)),
            SearchSome.Propose(2, 2, """{"learning_rate":0.2,"rnn_size":16,"optimizer":"adam"}""", new DrawnReason("random")),
            SearchSome.End(3, new SpaceReason(2)),
        ]);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Export_OfDecisions_HasALineForEachAndNoTimes()
    {
        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--decisions"));
        Assert.Equal(
            """
            number,kind,trial,learning_rate,rnn_size,optimizer,momentum,reason
            1,Propose,1,0.05,32,momentum,0.5,"{""by"":""start"",""index"":1,""of"":1}"
            2,Propose,2,0.2,16,adam,,"{""by"":""drawn"",""sampler"":""random""}"
            3,End,,,,,,"{""by"":""space"",""combinations"":2}"

            """,
            _rig.Out);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "--times")]
    public async Task Export_OfDecisionsAsJson_HasTimesIfTheyAreWanted(bool hasTimes, params string[] options)
    {
        Assert.Equal(0, await _rig.RunAsync(["export", "sizes", "--decisions", "--format", "json", .. options]));
        Assert.Equal(hasTimes, _rig.Out.Contains("\"time\": \"2026-03-01T12:00:00+00:00\"", StringComparison.Ordinal));
        Assert.Contains("\"by\": \"space\"", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rows and --decisions exclude each other.", "--decisions", "--rows", "trials")]
    [InlineData("--decisions and --format tensorboard exclude each other.", "--decisions", "--format", "tensorboard", "--out", "logs")]
    public async Task Export_WithOptionsThatExcludeEachOther_SaysSo(string message, params string[] options)
    {
        Assert.Equal(2, await _rig.RunAsync(["export", "sizes", .. options]));
        Assert.Contains(message, _rig.Error, StringComparison.Ordinal);
    }
}
