using Sweep.Grains.Sweeps;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>What is trained never depends on who listens.</summary>
[Trait("Category", "Slow")]
public sealed class UnwritableOutputTests : IDisposable
{
    private const string Lost = "error: The result cannot be written to standard output: ";

    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    [Theory]
    [InlineData("2>/dev/full", 0)]
    [InlineData("2>&-", 0)]
    [InlineData("2</dev/null", 0)]
    [InlineData(">/dev/full", 3)]
    [InlineData(">&-", 3)]
    [InlineData(">&- 2>&-", 3)]
    [InlineData("<&- >&- 2>&-", 3)]
    public async Task Run_WithAnOutputThatCannotBeWritten_TrainsAllTheSame(string redirection, int exitCode)
    {
        var grid = TinyGrid.Write(_folder.Path);
        await using var process = SiloProcess.Shell($"exec dotnet \"$SILO\" run \"$1\" --data \"$2\" --slots 2 {redirection}", grid, Data);

        var ended = await process.EndAsync();

        Assert.True(ended.ExitCode == exitCode, ended.ToString());
        Assert.Equal(exitCode == 0, ended.Out.Contains("text by the winner", StringComparison.Ordinal));
        Assert.Equal(redirection is ">/dev/full" or ">&-", ended.Error.Contains(Lost, StringComparison.Ordinal));
        await RequireCompletedAsync();
    }

    [Fact]
    public async Task Run_OnATerminalThatIsGone_TrainsAllTheSame()
    {
        using var terminal = new PseudoTerminal();
        var grid = TinyGrid.Write(_folder.Path);
        await using var process = SiloProcess.Shell(
            "export TERM=xterm; exec dotnet \"$SILO\" run \"$1\" --data \"$2\" --slots 2 --set trial.epochs=20 2>\"$3\"",
            grid,
            Data,
            terminal.Path);
        await terminal.WaitForTextAsync(TestContext.Current.CancellationToken);

        terminal.Dispose();
        var ended = await process.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("text by the winner", ended.Out, StringComparison.Ordinal);
        await RequireCompletedAsync();
    }

    [Fact]
    public async Task List_WithAResultThatCannotBeWritten_SaysSoInOneLine()
    {
        var trained = await SiloProcess.RunAsync("run", TinyGrid.Write(_folder.Path), "--data", Data, "--set", "trial.epochs=1");
        Assert.Equal(0, trained.ExitCode);

        await AssertSaidAsync("list --json --data \"$1\"");
    }

    [Theory]
    [InlineData("run --help")]
    [InlineData("--version")]
    [InlineData("bench metrics --slots 1 --rows 10")]
    public Task AnyVerb_WithAResultThatCannotBeWritten_SaysSoInOneLine(string command) => AssertSaidAsync(command);

    public void Dispose() => _folder.Dispose();

    private async Task AssertSaidAsync(string command)
    {
        await using var process = SiloProcess.Shell($"exec dotnet \"$SILO\" {command} >/dev/full", Data);

        var ended = await process.EndAsync();

        Assert.Equal(3, ended.ExitCode);
        Assert.Equal($"{Lost}No space left on device.", ended.OneLine);
    }

    private async Task RequireCompletedAsync()
    {
        var sweep = (await EmbeddedProgram.JsonAsync("list", "--json", "--data", Data))[0]!;
        Assert.Equal((nameof(SweepStatus.Completed), 2), ((string)sweep["status"]!, (int)sweep["counts"]!["Completed"]!));
    }
}
