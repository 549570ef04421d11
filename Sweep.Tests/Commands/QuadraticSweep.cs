using System.Globalization;
using System.Text;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>The sample in Python, in a folder with spaces and other letters, trained long enough to be interrupted.</summary>
internal sealed class QuadraticSweep : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="updates">The steps of each trial.</param>
    public QuadraticSweep(int updates)
    {
        var scripts = Directory.CreateDirectory(Path.Combine(_folder.Path, "my scripts ü"));
        foreach (var file in new DirectoryInfo(Sample).GetFiles()) { file.CopyTo(Path.Combine(scripts.FullName, file.Name)); }
        Grid = Path.Combine(scripts.FullName, "quadratic.yaml");
        Run = ["run", Grid, "--slots", "2", "--set", string.Create(CultureInfo.InvariantCulture, $"trial.updates={updates}")];
    }

    /// <summary>The sweep file.</summary>
    public string Grid { get; }

    /// <summary>The arguments that train it, except the data folder.</summary>
    public string[] Run { get; }

    private static string Sample { get; } = Path.Combine(Repository.Folder, "docs", "samples", "quadratic");

    /// <summary>Where the script and the data folders are.</summary>
    public string Folder => _folder.Path;

    /// <summary>A data folder.</summary>
    public string Data(string name) => Path.Combine(Folder, name);

    /// <summary>The processes of the commands of a data folder, by the mark in their environment.</summary>
    public static List<string> Living(string data) => Marked(data, "environ");

    /// <summary>The guards of the commands of a data folder, by the mark in their arguments.</summary>
    public static List<string> Guards(string data) => Marked(data, "cmdline");

    public void Dispose() => _folder.Dispose();

    private static List<string> Marked(string data, string file)
    {
        var mark = Encoding.UTF8.GetBytes($"SHERLOCK_TRIAL={data}");
        return [.. Directory.GetDirectories("/proc").Where(process => IsMarked(Path.Combine(process, file), mark))];
    }

    private static bool IsMarked(string file, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
