using System.Diagnostics;
using System.Globalization;

namespace Sweep.Tests.Postgres;

/// <summary>The folder of PostgreSQL's server programs.</summary>
internal sealed record PostgresPrograms(string Folder)
{
    private const string DebiansFolder = "/usr/lib/postgresql";

    private static readonly string[] _needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The programs of this machine; null where it has none.</summary>
    public static PostgresPrograms? Find() =>
        Find(Environment.GetEnvironmentVariable("PATH") ?? string.Empty, VersionsBelow(DebiansFolder));

    /// <summary>
    /// The first folder of <paramref name="path"/>, of a <c>pg_config</c> on it, or of <paramref name="folders"/> that has all the
    /// programs.
    /// </summary>
    public static PostgresPrograms? Find(string path, IEnumerable<string> folders)
    {
        var onPath = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return onPath.Concat(Configured(onPath)).Concat(folders)
            .Where(folder => _needed.All(program => File.Exists(Path.Combine(folder, program))))
            .Select(folder => new PostgresPrograms(folder))
            .FirstOrDefault();
    }

    /// <summary>Debian keeps the programs off PATH, in a folder for each major version: <c>15/bin</c>. The newest comes first.</summary>
    public static IEnumerable<string> VersionsBelow(string folder)
    {
        if (!Directory.Exists(folder)) { return []; }
        return new DirectoryInfo(folder).EnumerateDirectories()
            .OrderByDescending(
                version => double.TryParse(version.Name, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version.FullName, "bin"));
    }

    /// <summary>What <c>pg_config</c> says, asked only where the programs are not on PATH.</summary>
    private static IEnumerable<string> Configured(IEnumerable<string> path)
    {
        foreach (var program in path.Select(folder => Path.Combine(folder, "pg_config")).Where(File.Exists))
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, ["--bindir"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            yield return process.StandardOutput.ReadToEnd().Trim();
        }
    }
}
