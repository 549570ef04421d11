namespace Sweep.Model.Corpora;

/// <summary>
/// Fetches Project Gutenberg's own files by number into the cache. Every book is checked to be the right one and whole before the first
/// byte is kept, so a failed or cancelled try leaves nothing behind. A book that is already in the cache and whole is not fetched again.
/// </summary>
public sealed class BookDownloader(HttpClient http, TimeProvider time)
{
    // The longest of the books has 0.6 MB. The limit protects the memory if a server never stops sending.
    private const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>How long to wait for the server's answer, and for each part of it. Default 30 s.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The server. Default https://www.gutenberg.org/.</summary>
    public Uri Origin { get; init; } = new("https://www.gutenberg.org/");

    /// <param name="name">The corpus to fetch; only sherlock can be fetched.</param>
    /// <param name="cacheFolder">The folder of <see cref="CorpusSource.Load"/>; it is created if it is missing.</param>
    /// <param name="progress">Is told of each book as its bytes arrive, and once of a book that is already in the cache.</param>
    /// <returns>The folder that holds the books.</returns>
    /// <exception cref="ModelException">
    /// The corpus is unknown, the server is out of reach, a book is not the right one, or it cannot be written.
    /// </exception>
    public async Task<string> FetchAsync(
        string name, string cacheFolder, IProgress<BookProgress>? progress, CancellationToken cancellationToken)
    {
        if (name != CorpusSource.Sherlock)
        {
            throw new ModelException($"There is no corpus '{name}' to fetch; there is: sherlock. (sample ships with the project.)");
        }

        var folder = Path.GetFullPath(Path.Combine(cacheFolder, name));
        List<(Book Book, byte[] Bytes)> fetched = [];
        foreach (var book in Book.Sherlock)
        {
            if (BookCache.BytesOf(folder, book) is { } bytes)
            {
                progress?.Report(new BookProgress(book.Title, bytes, bytes));
                continue;
            }

            fetched.Add((book, await FetchAsync(book, progress, cancellationToken)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        BookCache.Store(folder, fetched);
        return folder;
    }

    private async Task<byte[]> FetchAsync(Book book, IProgress<BookProgress>? progress, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        foreach (var path in new[] { $"cache/epub/{book.Number}/pg{book.Number}.txt", $"files/{book.Number}/{book.Number}-0.txt" })
        {
            var (bytes, fault) = await TryAsync(new Uri(Origin, path), book, progress, cancellationToken);
            if (fault is null)
            {
                return bytes;
            }

            faults.Add($"{new Uri(Origin, path)} {fault}");
        }

        throw new ModelException(
            $"'{book.Title}' (Project Gutenberg {book.Number}) could not be fetched: {string.Join("; ", faults)}. "
            + $"Nothing was kept. Try again later, or choose another corpus: {Book.OtherChoices}.");
    }

    private async Task<(byte[] Bytes, string? Fault)> TryAsync(
        Uri address, Book book, IProgress<BookProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await ReadAsync(address, book, progress, cancellationToken);
            return (bytes, book.FaultOf(bytes));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return ([], $"is out of reach ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], $"kept silent for {ReadTimeout.TotalSeconds:0.#} s");
        }
    }

    private async Task<byte[]> ReadAsync(Uri address, Book book, IProgress<BookProgress>? progress, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd("Sherlock/0.1");
        using var response = await TimedAsync(
            token => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"the server answered {(int)response.StatusCode}");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await TimedAsync(token => stream.ReadAsync(buffer, token).AsTask(), cancellationToken) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaximumBytes)
            {
                throw new HttpRequestException($"more than {MaximumBytes:N0} bytes are no book");
            }

            progress?.Report(new BookProgress(book.Title, bytes.Length, response.Content.Headers.ContentLength));
        }

        return bytes.ToArray();
    }

    private async Task<T> TimedAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ReadTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await read(either.Token);
    }
}

/// <summary>How much of a book has arrived.</summary>
/// <param name="Bytes">The number of bytes so far.</param>
/// <param name="TotalBytes">The size of the whole file; null if the server does not say.</param>
public sealed record BookProgress(string Title, long Bytes, long? TotalBytes);
