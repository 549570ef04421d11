namespace Sweep.Model.Corpora;

/// <summary>Reads and writes the folder that keeps fetched books.</summary>
internal static class BookCache
{
    /// <summary>The size of a book if the folder has it, right and whole; otherwise null.</summary>
    /// <exception cref="ModelException">The file exists and cannot be read.</exception>
    public static long? BytesOf(string folder, Book book)
    {
        var file = Path.Combine(folder, book.FileName);
        try
        {
            return File.Exists(file) && File.ReadAllBytes(file) is var bytes && book.FaultOf(bytes) is null ? bytes.Length : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{file}' can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Writes the books to a temporary folder and moves them in when all are written; existing files of the same names are replaced.
    /// </summary>
    /// <exception cref="ModelException">The folder cannot be written; it is left as it was.</exception>
    public static void Store(string folder, IReadOnlyList<(Book Book, byte[] Bytes)> books)
    {
        if (books.Count == 0)
        {
            return;
        }

        try
        {
            WriteAside(folder, books);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                $"The books can't be kept in '{folder}': {exception.Message} Choose another data folder (--data DIR).", exception);
        }
    }

    private static void WriteAside(string folder, IReadOnlyList<(Book Book, byte[] Bytes)> books)
    {
        // The temporary folder lies beside the target, so that a move renames within one file system.
        var aside = $"{folder}.{Guid.NewGuid():n}.part";
        try
        {
            Write(aside, books);
            MoveIn(aside, folder);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static void Write(string aside, IReadOnlyList<(Book Book, byte[] Bytes)> books)
    {
        Directory.CreateDirectory(aside);
        foreach (var (book, bytes) in books)
        {
            // Flushes the file to the disk before it gets its name: a power cut must not leave an empty book.
            using var stream = new FileStream(Path.Combine(aside, book.FileName), FileMode.CreateNew, FileAccess.Write);
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
    }

    private static void MoveIn(string aside, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(aside).ToArray())
        {
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
    }
}
