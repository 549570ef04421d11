using System.Text.Json;
using Sweep.Tests.Cluster;

namespace Sweep.Tests.Exports;

/// <summary>Runs the programs in Python of exported models.</summary>
internal static class PredictPy
{
    private const string Script =
        """
        import json, runpy, sys
        words, folders = sys.argv[1].split(), sys.argv[2:]
        print(json.dumps([runpy.run_path(f"{folder}/predict.py")["probabilities"](words).tolist() for folder in folders]))
        """;

    /// <summary>What each folder's program computes for some words, in one process.</summary>
    public static async Task<float[][]> ProbabilitiesAsync(string[] words, string[] folders)
    {
        // Debian's own Python, for which ./test.sh installs numpy.
        string[] command = ["env", "-u", "PYTHONHOME", "/usr/bin/python3", "-c", Script, string.Join(' ', words), .. folders];
        await using var process = GuardedProcess.Start(Path.GetTempPath(), new Dictionary<string, string>(), command);
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return JsonSerializer.Deserialize<float[][]>(ended.Out)!;
    }
}
