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
            return File.Exists(file) && RegularFile.ReadAllBytes(file) is var bytes && book.FaultOf(bytes) is null ? bytes.Length : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{file}' can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Keeps the books once all of them are written; existing files of the same names are replaced.</summary>
    /// <exception cref="ModelException">The folder cannot be written; the books in it are left as they were.</exception>
    public static void Store(string folder, IReadOnlyList<(Book Book, byte[] Bytes)> books)
    {
        if (books.Count == 0)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.WriteAll([.. books.Select(book => (Path.Combine(folder, book.Book.FileName), Writing(book.Bytes)))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                $"The books can't be kept in '{folder}': {exception.Message} Choose another data folder (--data DIR).", exception);
        }
    }

    private static Action<Stream> Writing(byte[] bytes) => stream => stream.Write(bytes);
}
