using Sweep.Grains;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Search;

public sealed class TableFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfNumbersAndWords_HasOrderedListsAndCategories()
    {
        var task = Read("rate\tkind\tloss", "0.2\tb\t3", "0.1\ta\t2", "0.1\tb\t4");

        Assert.Equal(new ListDomain(0.1, 0.2), task.Space.Dimensions[0].Domain);
        Assert.Equal(new ListDomain("b", "a"), task.Space.Dimensions[1].Domain);
        Assert.Equal((3, 2.0), (task.Values.Count, task.Optimum));
        Assert.Equal([4.0], task.Run(task.Space.CellOf(0.1, "b")));
        Assert.Equal([double.NaN], task.Run(task.Space.CellOf(0.2, "a")));
    }

    [Fact]
    public void Read_OfSeveralSeeds_HasTheirMean()
    {
        var task = Read("# three seeds", "rate;loss", "1;4", "2;9", "1;6");

        Assert.Equal([5.0], task.Run(task.Space.CellOf(1.0)));
    }

    [Fact]
    public void Read_WithAnObjectiveToMaximize_HasItsNegative() =>
        Assert.Equal(-0.9, Read(objective: "accuracy", maximize: true, "accuracy,rate", "0.9,1", "0.5,2").Optimum);

    [Theory]
    [InlineData(":1: found no column 'f1'; allowed: rate, loss", "f1", "rate,loss", "1,2", "2,3")]
    [InlineData(":3: found 3 columns; allowed: 2, as the first line has", null, "rate,loss", "1,2", "2,3,4")]
    [InlineData(":2: found 'bad'; allowed: a number, or NaN if it diverged", null, "rate,loss", "1,bad", "2,3")]
    [InlineData(": found no table; allowed: names between tabs, semicolons or commas, and two results", null, "rate,loss", "1,2")]
    public void Read_OfSomethingElse_SaysWhereAndWhatIsAllowed(string message, string? objective, params string[] lines) =>
        Assert.EndsWith(message, Assert.Throws<SherlockException>(() => Read(objective, false, lines)).Message, StringComparison.Ordinal);

    [Fact]
    public void ExpectedBest_OfDraws_IsTheMeanOverAllChoices()
    {
        // Of 1, 2 and 4, two are drawn: 1 and 2, 1 and 4, or 2 and 4.
        Assert.Equal((1 + 1 + 2) / 3.0, Read("rate,loss", "1,4", "2,1", "3,2").ExpectedBest(2), 1e-12);
    }

    private TableTask Read(params string[] lines) => Read(null, false, lines);

    private TableTask Read(string? objective, bool maximize, params string[] lines)
    {
        var path = Path.Combine(_folder.Path, "table.csv");
        File.WriteAllLines(path, lines);
        return TableFile.Read(path, objective, maximize);
    }
}
