using Sweep.Tests.Storage;
using Xunit.Sdk;

namespace Sweep.Tests.Tools;

public sealed class RequiredToolTests
{
    [Fact]
    public void Find_AProgramOfTheFolder_IsItsPath()
    {
        using var folder = new TempFolder();
        var program = Path.Combine(folder.Path, "promtool");
        File.WriteAllText(program, "");

        Assert.Equal(program, RequiredTool.Find("promtool", "prometheus", $"/nowhere{Path.PathSeparator}{folder.Path}"));
    }

    [Fact]
    public void Find_WithoutTheProgram_FailsWithOneLineThatSaysWhatToInstall()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => RequiredTool.Find("promtool", "prometheus", "/nowhere"));

        Assert.Equal("This test needs the program 'promtool': 'apt-get install prometheus' (./test.sh does it).", failure.Message);
    }

    [Fact]
    public void NodeModules_NotInstalled_FailsWithOneLineThatSaysHow()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => RequiredTool.NodeModules("/nowhere"));

        Assert.Equal("This test needs npm packages: 'npm ci' in /nowhere (./test.sh does it).", failure.Message);
    }
}
