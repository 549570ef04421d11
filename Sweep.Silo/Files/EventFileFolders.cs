using System.Globalization;
using Google.Protobuf;
using Sweep.Grains;

namespace Sweep.Silo.Files;

/// <summary>Names the folders of event files: <c>logs/SWEEP/trial-0001</c>.</summary>
internal static class EventFileFolders
{
    /// <exception cref="ArgumentException"><paramref name="folder"/> is not a plain name, and might lead out of the logs.</exception>
    public static string Sweep(string logsFolder, string folder) =>
        folder is "" or "." or ".." || folder.AsSpan().IndexOfAny('/', '\\', '\0') >= 0
            ? throw new ArgumentException($"'{folder}' is not the name of a folder.", nameof(folder))
            : Path.Combine(logsFolder, folder);

    /// <inheritdoc cref="Sweep"/>
    public static string Trial(string logsFolder, string folder, int number) =>
        Path.Combine(Sweep(logsFolder, folder), TrialName(number));

    /// <summary>A trial's folder name, the same under logs and checkpoints: <c>trial-0001</c>.</summary>
    public static string TrialName(int number) => string.Create(CultureInfo.InvariantCulture, $"trial-{number:D4}");

    /// <summary>Whether files can be made in the logs folder, and its disk has room.</summary>
    public static bool CanBeWritten(string logsFolder)
    {
        var aside = AtomicFile.Aside(Path.Combine(logsFolder, "any"));
        try
        {
            Directory.CreateDirectory(logsFolder);
            try { File.WriteAllBytes(aside, new byte[4096]); }
            finally { File.Delete(aside); }
            return true;
        }
        catch (Exception exception) when (IsUnwritable(exception))
        {
            return false;
        }
    }

    /// <summary>
    /// Whether an error comes from a folder or its disk, so that training continues in spite of it. A malformed message is an <see
    /// cref="IOException"/> too, but is a fault of this program.
    /// </summary>
    public static bool IsUnwritable(Exception exception) =>
        exception is UnauthorizedAccessException or (IOException and not InvalidProtocolBufferException);
}
