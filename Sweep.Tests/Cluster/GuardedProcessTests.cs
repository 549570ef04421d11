using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>What the process tests stand on: signals arrive, lines are heard, and nothing outlives the tests.</summary>
[Trait("Category", "Slow")]
public sealed class GuardedProcessTests
{
    // Ends by signals alone.
    private const string Patient = "echo up; exec sleep 1000";

    [Fact]
    public async Task Process_StoppedAndContinued_IsWhatTheKernelSays()
    {
        await using var process = Shell(Patient);
        await process.LineAsync("up");

        await process.SignalAsync("STOP");
        // A signal takes effect when the kernel next runs its process.
        await Patience.UntilAsync("stopped", () => State(process.Id).State == "T");
        await process.SignalAsync("CONT");
        await Patience.UntilAsync("continued", () => State(process.Id).State != "T");

        Assert.Equal(process.Id, State(process.Id).Session);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    [InlineData("INT", 130)]
    public async Task Process_Signalled_EndsWithThatSignalsCode(string signal, int exitCode)
    {
        await using var process = Shell(Patient);
        await process.LineAsync("up");

        await process.SignalAsync(signal);

        Assert.Equal(exitCode, (await process.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Process_WithTwoOutputs_KeepsThemApartAndHearsBoth()
    {
        await using var process = GuardedProcess.Start(
            Path.GetTempPath(), new Dictionary<string, string> { ["SHERLOCK_WORD"] = "elementary" },
            "sh", "-c", "echo \"$SHERLOCK_WORD\"; echo oh >&2; exit 3");

        var ended = await process.EndAsync();

        Assert.Equal((3, "elementary\n", "oh\n"), (ended.ExitCode, ended.Out, ended.Error));
        Assert.Equal(["elementary", "oh"], process.Lines.All.Order(StringComparer.Ordinal));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => process.LineAsync("Moriarty"));
    }

    [Fact]
    public async Task Warden_WhoseTestRunEnds_KillsWhatItWatchesAndNothingElse()
    {
        await using var watched = Shell(Patient);
        await using var stopped = Shell(Patient);
        await using var forgotten = Shell(Patient);
        await stopped.SignalAsync("STOP");
        using (var warden = new ProcessWarden())
        {
            foreach (var process in new[] { forgotten, watched, stopped }) { warden.Watch(process.Id); }
            warden.Forget(forgotten.Id);
        }

        Assert.Equal(137, (await watched.EndAsync()).ExitCode);
        Assert.Equal(137, (await stopped.EndAsync()).ExitCode);
        Assert.False(forgotten.HasEnded);
    }

    [Fact]
    public async Task Probe_OfAServerThatBecomesReady_WaitsForIt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var process = Shell(Patient);

        var waiting = HealthProbe.WaitAsync(new Uri($"http://{listener.LocalEndpoint}/health/ready"), process);
        await AnswerAsync(listener, "503 Service Unavailable");
        Assert.False(waiting.IsCompleted);
        await AnswerAsync(listener, "200 OK");

        await waiting;
    }

    [Fact]
    public async Task Probe_OfAProcessThatEnds_SaysWhatItWrote()
    {
        await using var process = Shell("echo 'error: two silos on one port' >&2; exit 3");
        await process.EndAsync();

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => HealthProbe.WaitAsync(new Uri("http://127.0.0.1:9/"), process));

        Assert.Contains("error: two silos on one port", failure.Message, StringComparison.Ordinal);
    }

    private static GuardedProcess Shell(string script) =>
        GuardedProcess.Start(Path.GetTempPath(), new Dictionary<string, string>(), "sh", "-c", script);

    /// <summary>From the kernel's table: <c>id (name) state parent group session …</c>.</summary>
    private static (string State, int Session) State(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Trim().Split(' ');
        return (fields[0], int.Parse(fields[3], CultureInfo.InvariantCulture));
    }

    private static async Task AnswerAsync(TcpListener listener, string status)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        while (!string.IsNullOrEmpty(await reader.ReadLineAsync(TestContext.Current.CancellationToken)))
        {
            // The request says nothing that matters here.
        }

        await client.GetStream().WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }
}
