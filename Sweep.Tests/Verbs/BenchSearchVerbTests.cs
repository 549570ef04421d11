using System.Text.Json.Nodes;
using Sweep.Tests.Search;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Verbs;

public sealed class BenchSearchVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task BenchSearch_OverATableOfOnesOwn_ComparesTheSamplerWithDraws()
    {
        var table = Table("optimizer,rate,accuracy", "adam,0.1,0.5", "adam,0.2,0.75", "sgd,0.1,0.25", "sgd,0.2,NaN");

        Assert.Equal(0, await _rig.RunAsync(
            "bench", "search", "--table", table, "--goal", "maximize", "--sampler", "random", "--trials", "9", "--seeds", "3", "--json"));
        var json = JsonNode.Parse(_rig.Out)!;
        Assert.Equal((4, 0.75), ((int)json["combinations"]!, (double)json["best"]!));

        // All four are tried, so each search finds the best, and so do draws.
        var last = json["searches"]!.AsArray()[^1]!;
        Assert.Equal((4, 0.75, 0.0, 0.0), (
            (int)last["trials"]!, (double)last["mean_best"]!, (double)last["regret"]!, (double)last["random_regret"]!));
    }

    [Fact]
    public async Task BenchSearch_OverATableWithGaps_SaysThatTheyCountAsDiverged()
    {
        Assert.Equal(0, await _rig.RunAsync(
            "bench", "search", "--table", Table("a,b,loss", "1,1,5", "1,2,4", "2,1,3"), "--trials", "3", "--seeds", "2"));
        Assert.Contains("note: 1 of 4 combinations are not in the table; they count as diverged.", _rig.Error, StringComparison.Ordinal);
        Assert.Matches(@"auto +3 +", _rig.Out);
    }

    [Fact]
    public async Task BenchSearch_OfOneRow_SaysWhetherTheBarIsReached()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "search", "--only", "star discrepancy", "--seeds", "5"));
        Assert.Matches(@"halton, star discrepancy of 256 points in two dimensions +0\.0\d+ +[\d.]+ +5 +0\.03 +yes", _rig.Out);
    }

    [Fact]
    public async Task BenchSearch_OfEarlyStopping_SaysWhatWasPromotedBeyondNeed()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "search", "--stop", "--only", "243 combinations", "--seeds", "2", "--json"));
        var row = Assert.Single(JsonNode.Parse(_rig.Out)!.AsArray())!;
        Assert.Equal((8.0, 2), ((double)row["bar"]!, (int)row["seeds"]!));
    }

    [Fact]
    public async Task BenchSearch_OfTheTablesOfResults_HasTheExactExpectationOfDraws()
    {
        Assert.Equal(0, await _rig.RunAsync(
            "bench", "search", "--data", BenchFiles.Folder, "--only", "random, protein", "--seeds", "2", "--json"));
        Assert.Equal(0.03056, (double)JsonNode.Parse(_rig.Out)![0]!["expected"]!, 2e-5);
    }

    [Theory]
    [InlineData("--only: no row's name contains 'nothing'.", "--only", "nothing")]
    [InlineData("--only: no row's name contains 'quad2'.", "--stop", "--only", "quad2")]
    [InlineData("--stop is for the bars; leave out --table.", "--stop", "--table", "none.csv")]
    [InlineData("--trials is for --table.", "--trials", "5")]
    [InlineData("The folder 'none' has not the tables of results: protein_structure.txt.gz is missing.", "--data", "none")]
    [InlineData("The table 'none.csv' cannot be read: ", "--table", "none.csv")]
    public async Task BenchSearch_OfNothing_SaysWhatIsWrong(string message, params string[] options)
    {
        Assert.Equal(2, await _rig.RunAsync(["bench", "search", .. options]));
        Assert.Contains(message, _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", _rig.Error, StringComparison.Ordinal);
    }

    private string Table(params string[] lines)
    {
        var path = Path.Combine(_folder.Path, "table.csv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
