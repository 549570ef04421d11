using System.Net;
using Sweep.Model;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed class BookDownloaderTests : IDisposable
{
    private readonly TestTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Fact]
    public async Task FetchAsync_IntoAnEmptyCache_KeepsTheThreeBooksAndNothingElse()
    {
        var transport = new TestBooks.Transport(address => TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address))));

        var folder = await FetchAsync(transport);

        Assert.Equal(_texts.PathOf("sherlock"), folder);
        Assert.Equal(
            ["https://www.gutenberg.org/cache/epub/1661/pg1661.txt", "https://www.gutenberg.org/cache/epub/2852/pg2852.txt",
             "https://www.gutenberg.org/cache/epub/2097/pg2097.txt"],
            transport.Asked);
        Assert.Equal(
            ["adventures_of_sherlock_holmes.txt", "hound_of_the_baskervilles.txt", "sign_of_the_four.txt"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([folder], Directory.EnumerateFileSystemEntries(_texts.Folder));
        Assert.Equal(8, CorpusSource.Load("sherlock", _texts.Folder, TestContext.Current.CancellationToken).Vocabulary.Count);
    }

    [Fact]
    public async Task FetchAsync_WhenTheFirstAddressFails_UsesTheSecond()
    {
        var transport = new TestBooks.Transport(address => address.AbsolutePath.StartsWith("/cache/", StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address))));

        await FetchAsync(transport);

        Assert.Contains("https://www.gutenberg.org/files/2097/2097-0.txt", transport.Asked);
    }

    [Fact]
    public async Task FetchAsync_OfBooksInTheCache_FetchesNothing()
    {
        await FetchAsync(new TestBooks.Transport(address => TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address)))));
        var offline = new TestBooks.Transport(_ => throw new HttpRequestException("no network"));

        await FetchAsync(offline);

        Assert.Empty(offline.Asked);
    }

    [Fact]
    public async Task FetchAsync_OfABrokenBook_FetchesThatOneAgain()
    {
        Func<Uri, HttpResponseMessage> serve = address => TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address)));
        var folder = await FetchAsync(new TestBooks.Transport(serve));
        var hound = Path.Combine(folder, "hound_of_the_baskervilles.txt");
        File.WriteAllText(hound, "half a book");
        var transport = new TestBooks.Transport(serve);

        await FetchAsync(transport);

        Assert.Equal(["https://www.gutenberg.org/cache/epub/2852/pg2852.txt"], transport.Asked);
        Assert.Equal(TestBooks.Whole(Book.Sherlock[1]), File.ReadAllBytes(hound));
    }

    [Fact]
    public async Task FetchAsync_OfABrokenBookThatIsOutOfReach_ChangesNothing()
    {
        _texts.Write("sherlock/sign_of_the_four.txt", "half a book");

        await FaultAsync(new TestBooks.Transport(address => TestBooks.Of(address) is { Number: not 2097 } book
            ? TestBooks.Ok(TestBooks.Whole(book))
            : throw new HttpRequestException("no network")));

        var broken = _texts.PathOf("sherlock/sign_of_the_four.txt");
        Assert.Equal([broken], Directory.EnumerateFiles(_texts.Folder, "*", SearchOption.AllDirectories));
        Assert.Equal("half a book", File.ReadAllText(broken));
    }

    [Fact]
    public async Task FetchAsync_Progress_EndsAtTheWholeOfEachBook()
    {
        var seen = new Record();

        await Downloader(new TestBooks.Transport(address => TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address)))))
            .FetchAsync("sherlock", _texts.Folder, seen, TestContext.Current.CancellationToken);

        Assert.Equal(
            Book.Sherlock.Select(book => new BookProgress(book.Title, TestBooks.Whole(book).Length, TestBooks.Whole(book).Length)),
            seen.Reports.GroupBy(report => report.Title).Select(book => book.Last()));
        Assert.True(seen.Reports.Count > 3, "A book of half a megabyte comes in more than one part.");
    }

    [Fact]
    public async Task FetchAsync_OfAnotherName_ListsTheKnownNames()
    {
        var fault = await Assert.ThrowsAsync<ModelException>(() => Downloader(new TestBooks.Transport(_ => TestBooks.Ok([])))
            .FetchAsync("watson", _texts.Folder, null, TestContext.Current.CancellationToken));

        Assert.Equal("There is no corpus 'watson' to fetch; there is: sherlock. (sample ships with the project.)", fault.Message);
    }

    [Fact]
    public async Task FetchAsync_IntoAFolderThatCannotBeMade_SaysWhichAndLeavesNothing()
    {
        _texts.Write("sherlock", "a file where the folder should be");

        var fault = await FaultAsync(new TestBooks.Transport(address => TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address)))));

        Assert.StartsWith($"The books can't be kept in '{_texts.PathOf("sherlock")}'", fault, StringComparison.Ordinal);
        Assert.Equal([_texts.PathOf("sherlock")], Directory.EnumerateFileSystemEntries(_texts.Folder));
    }

    private static BookDownloader Downloader(TestBooks.Transport transport) => new(new HttpClient(transport), TimeProvider.System);

    private Task<string> FetchAsync(TestBooks.Transport transport) =>
        Downloader(transport).FetchAsync("sherlock", _texts.Folder, null, TestContext.Current.CancellationToken);

    private async Task<string> FaultAsync(TestBooks.Transport transport) =>
        (await Assert.ThrowsAsync<ModelException>(() => FetchAsync(transport))).Message;

    private sealed class Record : IProgress<BookProgress>
    {
        public List<BookProgress> Reports { get; } = [];

        public void Report(BookProgress value) => Reports.Add(value);
    }
}
