namespace Sweep.Model.Corpora;

/// <summary>The folder that keeps fetched books.</summary>
internal static class BookCache
{
    /// <summary>The size of a book that is there, right and whole; otherwise null.</summary>
    /// <exception cref="ModelException">It is there and can't be read.</exception>
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

    /// <summary>Writes the books aside and moves them in when all are written; what was there under their names is replaced.</summary>
    /// <exception cref="ModelException">The folder can't be written; it is as it was.</exception>
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
        // Beside the folder, so that moving is renaming within one file system.
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
            // On the disk before it has its name: a power cut must not leave an empty book.
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
