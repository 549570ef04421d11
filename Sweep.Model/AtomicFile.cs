namespace Sweep.Model;

/// <summary>
/// Writes files that are there as a whole or not at all: beside their place, flushed to the disk, then renamed. A reader sees the old
/// content or the new one, and a write that fails leaves the old one.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file in place of the one that may be there.</summary>
    public static void Write(string path, Action<Stream> write) => WriteAll([(path, write)]);

    /// <summary>Writes several files. The first takes its name when all are written: a full disk leaves what was there.</summary>
    public static void WriteAll(IReadOnlyList<(string Path, Action<Stream> Write)> files)
    {
        var written = new List<(string Aside, string Path)>();
        try
        {
            foreach (var (path, write) in files)
            {
                written.Add(($"{path}.{Guid.NewGuid():n}.tmp", path));
                using var stream = new FileStream(written[^1].Aside, FileMode.CreateNew, FileAccess.Write);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            written.ForEach(file => File.Move(file.Aside, file.Path, overwrite: true));
        }
        finally
        {
            // They are gone if all went well. Deleting in a folder that is missing would fail, and hide the reason.
            foreach (var (aside, _) in written.Where(file => File.Exists(file.Aside))) { File.Delete(aside); }
        }
    }
}
