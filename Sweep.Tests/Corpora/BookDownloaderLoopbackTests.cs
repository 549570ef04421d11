using Sweep.Model;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed class BookDownloaderLoopbackTests : IDisposable
{
    private readonly TestTexts _texts = new();

    // If the machine that runs the tests has a proxy, it must not answer for the server.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose()
    {
        _http.Dispose();
        _texts.Dispose();
    }

    [Fact]
    public async Task FetchAsync_OfTheRealBooks_GivesTheStudysCorpus()
    {
        await using var server = new LoopbackServer(path => File.ReadAllBytes(Path.Combine(
            TestTexts.Books, Book.Sherlock.Single(book => path == $"/cache/epub/{book.Number}/pg{book.Number}.txt").FileName)));

        await new BookDownloader(_http, TimeProvider.System) { Origin = server.Origin }
            .FetchAsync("sherlock", _texts.Folder, null, TestContext.Current.CancellationToken);

        var corpus = CorpusSource.Load("sherlock", _texts.Folder, TestContext.Current.CancellationToken);
        Assert.Equal((24_080, 247_812, 11_756), (corpus.Lines, corpus.Tokens.Length, corpus.Vocabulary.Count));
        Assert.Equal(TestTexts.LoadBooks().Tokens, corpus.Tokens);
    }

    [Fact]
    public async Task FetchAsync_OfAConnectionThatBreaksOff_KeepsNothing()
    {
        await using var server = new LoopbackServer(_ => TestBooks.Whole(Book.Sherlock[0]), withheld: 1);
        var downloader = new BookDownloader(_http, TimeProvider.System) { Origin = server.Origin };

        var fault = await Assert.ThrowsAsync<ModelException>(
            () => downloader.FetchAsync("sherlock", _texts.Folder, null, TestContext.Current.CancellationToken));

        Assert.Contains("is out of reach", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_texts.Folder));
    }
}
