using Sweep.Silo.Files;

namespace Sweep.Tests.Files;

public sealed class ProcessStatTests
{
    [Fact]
    public void Parse_OfANameWithParenthesesAndSpaces_ReadsTheFieldsAfterIt()
    {
        var stat = ProcessStat.Parse("4711 (a) b (c) S 42 4711 4711 0 -1 4194560 1 2 3 4 150 25 300 7 20 0 1 0 8998 1 2");

        Assert.Equal(
            new("a) b (c", 42, TimeSpan.FromSeconds(1.75), TimeSpan.FromSeconds(3.07)),
            stat);
    }

    [Fact]
    public void Read_OfThisProcess_KnowsItsParentWhoseChildItIs()
    {
        var own = ProcessStat.Read(Environment.ProcessId);

        Assert.NotNull(own);
        Assert.Contains(ProcessStat.ChildrenOf(own.Parent), child => child.Name == own.Name);
    }

    [Fact]
    public void Read_OfNoProcess_IsNull() => Assert.Null(ProcessStat.Read(-1));
}
