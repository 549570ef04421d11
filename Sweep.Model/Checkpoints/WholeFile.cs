namespace Sweep.Model.Checkpoints;

/// <summary>Writes a file that is there as a whole or not at all: aside, flushed to the disk, then renamed.</summary>
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
            // Deleting where no folder is would fail in its turn, and hide the reason.
            if (File.Exists(aside))
            {
                File.Delete(aside);
            }

            throw;
        }
    }
}
