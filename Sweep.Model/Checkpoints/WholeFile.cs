namespace Sweep.Model.Checkpoints;

/// <summary>Writes a file completely or not at all: beside its target first, flushed to the disk, then renamed.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<Stream> write)
    {
        var aside = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            // If the folder is missing, File.Delete would throw too and hide the first error.
            if (File.Exists(aside))
            {
                File.Delete(aside);
            }

            throw;
        }
    }
}
