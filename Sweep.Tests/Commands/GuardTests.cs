using System.Diagnostics;
using System.Text;
using Sweep.Silo.Commands;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>The guard without its silo: the end of the pipe is all that it sees of the silo's death.</summary>
[Trait("Category", "Slow")]
public sealed class GuardTests : IDisposable
{
    private const int Rounds = 10;
    private const string Family = "setsid sleep 1000 & echo begun; exec sleep 1000";
    private const string Leaver = "setsid sleep 1000 & echo begun";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Family)]
    [InlineData(Leaver)]
    public async Task Guard_WhoseSiloDies_KillsProcessesThatLeftTheGroup(string script)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var mark = $"SHERLOCK_TRIAL={_folder.Path}/{round}";
            using var guard = Start(mark, script);
            Assert.Equal("begun", await guard.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            if (script == Leaver) { await guard.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync(); }

            guard.StandardInput.Close();

            await Patience.UntilAsync("without processes", () => Marked(mark) == 0);
        }
    }

    [Fact]
    public async Task Guard_WhoseSiloHasKilledAllProcesses_EndsWithItsWatcher()
    {
        var mark = $"SHERLOCK_TRIAL={_folder.Path}/end";
        using var guard = Start(mark, "exit 3");
        await guard.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();

        await guard.StandardInput.WriteLineAsync(Guard.End);
        await guard.StandardInput.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, guard.ExitCode);
        await Patience.UntilAsync("without a watcher", () => Count("cmdline", mark) == 0);
    }

    private static Process Start(string mark, string script) => Process.Start(
        new ProcessStartInfo(Guard.Program[0], [.. Guard.Program.Skip(1), mark, "sh", "-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static int Marked(string mark) => Count("environ", mark);

    private static int Count(string file, string mark) => Directory.GetDirectories("/proc").Count(process => Has(process, file, mark));

    private static bool Has(string process, string file, string mark)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark + '\0')) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
