using System.Diagnostics;
using System.Globalization;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>A process that tests stop, continue and kill, and that does not outlive them.</summary>
/// <remarks>
/// It has a session of its own: the kernel continues a stopped process whose group is orphaned, and a terminal's Ctrl+C is for the tests
/// alone.
/// </remarks>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private readonly Process _process = new();
    private readonly OutputLines _output = new();
    private readonly OutputLines _error = new();

    private GuardedProcess(string folder, IReadOnlyDictionary<string, string> environment, string[] command)
    {
        // Where the tests run in a script's background or under nohup, these signals are ignored, and children inherit that.
        _process.StartInfo = new("setsid", ["env", "--default-signal=INT,QUIT,HUP", .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) { _process.StartInfo.Environment[name] = value; }
        _process.OutputDataReceived += (_, line) => Hear(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(_error, line.Data);
        _process.Start();
        Id = _process.Id;
        ProcessWarden.OfTheRun.Watch(Id);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Both outputs, in the order in which their lines came.</summary>
    public OutputLines Lines { get; } = new();

    /// <summary>Starts a command in a folder, with variables of its own beside those of the tests.</summary>
    public static GuardedProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] command) =>
        new(folder, environment, command);

    /// <summary>
    /// The first line on either output that contains <paramref name="part"/>, past or future; a failure of the test where the process ends
    /// without one.
    /// </summary>
    /// <param name="part">What the line contains.</param>
    /// <param name="from">How many lines to pass over.</param>
    public async Task<string> LineAsync(string part, int from = 0)
    {
        var seen = Lines.FirstAsync(part, from);
        try
        {
            await Task.WhenAny(seen, _process.WaitForExitAsync(TestContext.Current.CancellationToken)).InTimeAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Process {Id} wrote no line with '{part}':\n{Lines}");
        }

        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.True(seen.IsCompleted, $"Process {Id} ended without a line with '{part}':\n{Lines}");
        return await seen;
    }

    /// <summary>Sends a signal: TERM, INT, KILL, STOP or CONT.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(kill.ExitCode == 0, $"SIG{name} did not reach process {Id}:\n{Lines}");
    }

    /// <summary>Waits for the end of the process.</summary>
    public async Task<Ended> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Process {Id} did not end:\n{Lines}");
        }

        return new(_process.ExitCode, Text(_output), Text(_error));
    }

    /// <summary>Completes when the process has ended, however long it lives.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) { _process.Kill(); }
        await _process.EndAsync();
        ProcessWarden.OfTheRun.Forget(Id);
        _process.Dispose();
    }

    private static string Text(OutputLines lines) => string.Concat(lines.All.Select(line => line + '\n'));

    private void Hear(OutputLines stream, string? line)
    {
        stream.Hear(line);
        Lines.Hear(line);
    }
}
