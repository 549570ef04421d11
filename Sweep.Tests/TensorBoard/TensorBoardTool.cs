using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.TensorBoard;

/// <summary>TensorBoard's program, which lies beside the repository, and the Debian packages that it needs.</summary>
internal static class TensorBoardTool
{
    // Unpacked once for all runs of the tests on this machine.
    private static readonly string _home = Path.Combine(Path.GetTempPath(), $"sherlock-tensorboard-{Environment.UserName}");

    private static readonly Dictionary<string, string> _environment = new() { ["TENSORBOARD_HOME"] = _home };

    private static readonly string[] _modules = ["numpy", "werkzeug", "markdown", "absl", "PIL", "packaging", "setuptools"];

    private static string Folder => Path.Combine(Repository.Folder, "..", "shared", "tools", "tensorboard");

    /// <summary>Starts it in a folder.</summary>
    public static GuardedProcess Start(string folder, params string[] arguments) =>
        GuardedProcess.Start(folder, _environment, [Script(Folder), .. arguments]);

    /// <summary>
    /// Unpacks the program and makes sure that Python has what it needs; fails the test with one line if something is missing.
    /// </summary>
    public static async Task PrepareAsync()
    {
        var script = Script(Folder);
        await RequirePythonAsync(_modules);
        if (File.Exists(Path.Combine(_home, "unpacked"))) { return; }

        // Another run of the tests may do the same.
        var flock = RequiredTool.Find("flock", "util-linux");
        await using var process = GuardedProcess.Start(Path.GetTempPath(), _environment, flock, _home + ".lock", script, "--version");
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    /// <summary>The path of the program that starts it.</summary>
    /// <param name="folder">Where it should lie.</param>
    public static string Script(string folder)
    {
        var script = Path.GetFullPath(Path.Combine(folder, "tensorboard"));
        Assert.True(File.Exists(script), $"TensorBoard is missing: it belongs beside the repository, as {script}.");
        return script;
    }

    /// <param name="modules">What Debian's Python must have.</param>
    public static async Task RequirePythonAsync(params string[] modules)
    {
        string[] command = ["env", "-u", "PYTHONHOME", "/usr/bin/python3", "-c", $"import {string.Join(", ", modules)}"];
        await using var process = GuardedProcess.Start(Path.GetTempPath(), new Dictionary<string, string>(), command);
        var ended = await process.EndAsync();
        Assert.True(
            ended.ExitCode == 0,
            $"TensorBoard needs packages of Debian's Python (./test.sh installs them): {ended.ErrorLines.LastOrDefault()}");
    }
}
