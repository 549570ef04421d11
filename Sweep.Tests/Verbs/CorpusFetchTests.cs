using Sweep.Grains;

namespace Sweep.Tests.Verbs;

/// <summary>A corpus that is downloaded and is not here yet is fetched by the verbs that need it.</summary>
public sealed class CorpusFetchTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public CorpusFetchTests() => _rig.Backend.Missing = "sample";

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("check", "run", "g.yaml")]
    [InlineData("check", "validate", "g.yaml")]
    [InlineData("bench", "bench", "train", "g.yaml")]
    public async Task Verbs_WithoutTheirCorpus_SayThatAndFetchItFirst(string then, params string[] args)
    {
        Assert.Equal(0, await _rig.RunAsync(args));

        Assert.Equal(["fetch sample", then], _rig.Backend.Calls.Take(2));
        Assert.StartsWith(
            "Corpus 'sample' is not in the data folder yet: downloading it.\nFetching The Sign of the Four ...\n",
            _rig.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithItsCorpusOutOfReach_ReturnsThreeAndStartsNothing()
    {
        _rig.Backend.FetchFails = new("Out of reach; choose another corpus.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("run", "g.yaml"));
        Assert.Equal(["dispose"], _rig.Backend.Calls);
        Assert.EndsWith("error: Out of reach; choose another corpus.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ThatFailsOnATerminal_LeavesTheLineThatCountsBeforeTheError()
    {
        _rig.Keys = [];
        _rig.Backend.FetchFails = new("Out of reach.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("corpus", "fetch", "sherlock"));
        Assert.EndsWith("(100%)\nerror: Out of reach.\n", _rig.Error, StringComparison.Ordinal);
    }
}
