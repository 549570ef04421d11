using System.Diagnostics;
using System.Globalization;
using Sweep.Tests.Layers;
using Sweep.Tests.Tools;

namespace Sweep.Tests.EndToEnd;

/// <summary>The built program as a process of its own. Tests wait for its lines, never for time.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Part, TaskCompletionSource<string> Seen)> _waiting = [];
    private readonly Task<string> _output;

    private SiloProcess(string file, IEnumerable<string> args)
    {
        _process.StartInfo = new(file, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    private string Heard
    {
        get
        {
            lock (_lines) { return string.Join('\n', _lines); }
        }
    }

    /// <summary>
    /// Starts the program as a terminal would: where the tests run in a script's background, SIGINT is ignored, and children inherit that.
    /// </summary>
    public static SiloProcess Start(params string[] args) => StartProgram("Sweep.Silo", args);

    /// <summary>Starts a program that was built with the tests, in the same way.</summary>
    public static SiloProcess StartProgram(string project, params string[] args) => new("env", Command([], project, args));

    /// <summary>
    /// Starts the program with slots that rest after each step: an epoch of <see cref="TinyGrid"/> lasts most of a second and costs little.
    /// </summary>
    public static SiloProcess StartResting(params string[] args) => StartProgramResting("Sweep.Silo", args);

    /// <summary>Starts a program that was built with the tests, in the same way.</summary>
    public static SiloProcess StartProgramResting(string project, params string[] args) =>
        new("env", Command([$"{StartupHook.Variable.Name}={StartupHook.Variable.Value}"], project, args));

    /// <summary>Starts a shell whose script runs the program as <c>dotnet "$SILO"</c>, with arguments <c>$1</c> and so on.</summary>
    public static SiloProcess Shell(string script, params string[] args) =>
        new("sh", ["-c", $"SILO='{ProgramFiles.Silo}'; {script}", "sh", .. args]);

    /// <summary>Runs the program to its end.</summary>
    public static async Task<Ended> RunAsync(params string[] args)
    {
        await using var process = Start(args);
        return await process.EndAsync();
    }

    /// <summary>The first line on standard error that contains <paramref name="part"/>, past or future.</summary>
    public async Task<string> LineAsync(string part)
    {
        Task<string> seen;
        lock (_lines)
        {
            if (_lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } known) { return known; }
            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((part, source));
            seen = source.Task;
        }

        var ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(seen, ended).InTimeAsync();
        Assert.True(first == seen || seen.IsCompleted, $"The program ended without a line with '{part}':\n{Heard}");
        return await seen;
    }

    /// <summary>Sends a signal, such as INT or KILL.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Ended> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The program did not end:\n{Heard}");
        }

        return new(_process.ExitCode, await _output.WaitAsync(Patience.Limit), Heard);
    }

    public async Task<Ended> SignalAndEndAsync(string name)
    {
        await SignalAsync(name);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.EndAsync();
        }

        _process.Dispose();
    }

    private static string[] Command(string[] variables, string project, string[] args) =>
        ["--default-signal=INT,QUIT,HUP", .. variables, "dotnet", Path.Combine(ProgramFiles.Output(project), project + ".dll"), .. args];

    private void Hear(string? line)
    {
        if (line is null) { return; }
        lock (_lines)
        {
            _lines.Add(line);
            foreach (var (part, seen) in _waiting)
            {
                if (line.Contains(part, StringComparison.Ordinal)) { seen.TrySetResult(line); }
            }
        }
    }
}
