namespace Sweep.Model.Corpora;

/// <summary>Finds and reads the text that a sweep file asks for.</summary>
public static class CorpusSource
{
    /// <summary>The text that ships with the project.</summary>
    public const string Sample = "sample";

    /// <summary>The three books, which have to be fetched first.</summary>
    public const string Sherlock = "sherlock";

    internal const string Choices = "a corpus is sample, sherlock, a file, a folder with .txt files, or a glob";

    /// <summary>
    /// Reads <c>sample</c>, <c>sherlock</c>, a file, the .txt files of a folder, or the files that match a glob (<c>*</c>, <c>?</c>,
    /// <c>**</c>). Several files are read in ordinal order of their paths, as one text. A corpus name takes precedence over a file of
    /// that name; write <c>./sample</c> for the file.
    /// </summary>
    /// <param name="corpus">The name or path; a relative path starts at the current folder.</param>
    /// <param name="cacheFolder">The folder of fetched corpora, each in a folder of its name: <c>&lt;data&gt;/corpora</c>.</param>
    /// <exception cref="CorpusException">
    /// The corpus is missing, not a text, a damaged book, cannot be read, or has fewer than two different words.
    /// </exception>
    public static Corpus Load(string corpus, string cacheFolder, CancellationToken cancellationToken = default)
    {
        var builder = new CorpusBuilder();
        foreach (var text in Texts(corpus, cacheFolder))
        {
            builder.Add(text, cancellationToken);
        }

        var built = builder.Build(corpus);
        return built.Vocabulary.Count switch
        {
            0 => throw new CorpusException($"Corpus '{corpus}' is empty: there is no word in it; {Choices}."),
            1 => throw new CorpusException(
                $"Corpus '{corpus}' has a vocabulary of one word, '{built.Vocabulary[0]}'; a model needs two or more."),
            _ => built,
        };
    }

    /// <summary>
    /// Returns the files that a corpus is read from, in order; no files for the text that ships. Books that are not fetched yet are
    /// included.
    /// </summary>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<string> Files(string corpus, string cacheFolder) => corpus switch
    {
        _ when string.IsNullOrWhiteSpace(corpus) => throw new CorpusException($"The corpus has no name; {Choices}."),
        Sample => [],
        Sherlock => [.. Book.Sherlock.Select(book => Path.Combine(cacheFolder, Sherlock, book.FileName))],
        _ => Find(corpus),
    };

    private static IEnumerable<string> Texts(string corpus, string cacheFolder) => corpus switch
    {
        _ when string.IsNullOrWhiteSpace(corpus) => throw new CorpusException($"The corpus has no name; {Choices}."),
        Sample => [ReadSample()],
        Sherlock => Fetched(Path.Combine(cacheFolder, Sherlock)),
        _ => Find(corpus).Select(Read),
    };

    private static string ReadSample()
    {
        using var stream = typeof(CorpusSource).Assembly.GetManifestResourceStream("sample.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Fetched(string folder)
    {
        var books = Book.Sherlock.Select(book => (Book: book, File: Path.Combine(folder, book.FileName))).ToArray();
        return books.FirstOrDefault(book => !File.Exists(book.File)).File is { } missing
            ? throw new CorpusException(
                $"Corpus 'sherlock' is not here yet (no {missing}): run `corpus fetch sherlock`, or choose another: {Book.OtherChoices}.")
            : books.Select(book => ReadBook(book.Book, book.File));
    }

    private static string ReadBook(Book book, string file)
    {
        var bytes = ReadBytes(file);
        return book.FaultOf(bytes) is { } fault
            ? throw new CorpusException($"Corpus 'sherlock' is damaged: '{file}' {fault}; run `corpus fetch sherlock` again.")
            : TextDecoder.Decode(bytes, file);
    }

    private static IReadOnlyList<string> Find(string corpus)
    {
        try
        {
            return CorpusPaths.Find(corpus);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CorpusException($"Corpus '{corpus}' can't be read: {exception.Message}", exception);
        }
    }

    private static string Read(string file) => TextDecoder.Decode(ReadBytes(file), file);

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return RegularFile.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"Corpus file '{file}' can't be read: {exception.Message}", exception);
        }
    }
}
