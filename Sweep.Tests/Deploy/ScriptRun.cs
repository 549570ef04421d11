using System.Diagnostics;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Deploy;

/// <summary>Runs what a container would run, here: the same program and arguments, with other places for its folders.</summary>
internal static class ScriptRun
{
    public static async Task<Ended> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) { start.Environment[name] = value; }
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(token);
        var output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new(process.ExitCode, output, await error);
    }

    /// <summary>Runs what must succeed.</summary>
    public static async Task DoAsync(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var ended = await RunAsync(environment, command);
        Assert.True(ended.ExitCode == 0, $"{string.Join(' ', command)}: {ended}");
    }
}
