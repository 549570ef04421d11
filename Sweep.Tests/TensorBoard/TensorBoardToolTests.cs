using Xunit.Sdk;

namespace Sweep.Tests.TensorBoard;

public sealed class TensorBoardToolTests
{
    [Fact]
    public void Script_WithoutTheProgram_FailsWithOneLineThatSaysWhereItBelongs()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => TensorBoardTool.Script("/nowhere"));

        Assert.Equal("TensorBoard is missing: it belongs beside the repository, as /nowhere/tensorboard.", failure.Message);
    }

    [Fact]
    public async Task Python_WithoutAPackage_FailsWithOneLineThatNamesIt()
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => TensorBoardTool.RequirePythonAsync("json", "no_such_package"));

        Assert.Equal(
            "TensorBoard needs packages of Debian's Python (./test.sh installs them): ModuleNotFoundError: No module named "
                + "'no_such_package'",
            failure.Message);
    }
}
