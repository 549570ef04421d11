using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sweep.Model;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

/// <summary>If a download fails, the message is one clear line, and nothing is left behind.</summary>
public sealed class BookDownloaderFaultTests : IDisposable
{
    private readonly TestTexts _texts = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(_texts.Folder));
        _texts.Dispose();
    }

    [Fact]
    public async Task FetchAsync_OutOfReach_ListsTheOtherChoices()
    {
        var fault = await FaultAsync(_ => throw new HttpRequestException("No such host is known."));

        Assert.Equal(
            "'The Adventures of Sherlock Holmes' (Project Gutenberg 1661) could not be fetched: "
            + "https://www.gutenberg.org/cache/epub/1661/pg1661.txt is out of reach (No such host is known); "
            + "https://www.gutenberg.org/files/1661/1661-0.txt is out of reach (No such host is known). "
            + "Nothing was kept. Try again later, or choose another corpus: `--set corpus=sample`, "
            + "or `--set corpus=PATH` with a file, folder or glob of your own.",
            fault);
    }

    [Theory]
    [InlineData("another book", "is another book")]
    [InlineData("no end", "lacks the START or END marker of a whole book")]
    [InlineData("a web page", "lacks the START or END marker of a whole book")]
    [InlineData("too short", "has only 100 bytes where the book has more than 530,000")]
    [InlineData("binary", "is not a text")]
    [InlineData("without end", "more than 16,777,216 bytes are no book")]
    public async Task FetchAsync_OfTheWrongBytes_SaysWhatIsWrongWithThem(string what, string fault)
    {
        var book = Book.Sherlock[0];
        byte[] bytes = what switch
        {
            "another book" => TestBooks.Whole(book, title: "A Study in Scarlet"),
            "no end" => TestBooks.Whole(book, end: ""),
            "a web page" => "<html>Please sign in</html>"u8.ToArray(),
            "too short" => Encoding.UTF8.GetBytes($"{book.Title} by Conan Doyle\n*** START\n*** END".PadRight(100)),
            "binary" => [.. TestBooks.Whole(book), 0],
            _ => new byte[17 * 1024 * 1024],
        };

        Assert.Contains(fault, await FaultAsync(_ => TestBooks.Ok(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_WhenTheLastBookFails_KeepsNoneOfThem()
    {
        var fault = await FaultAsync(address => TestBooks.Of(address) is { Number: not 2097 } book
            ? TestBooks.Ok(TestBooks.Whole(book))
            : new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));

        Assert.Contains("'The Sign of the Four' (Project Gutenberg 2097)", fault, StringComparison.Ordinal);
        Assert.Contains("the server answered 503", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_OfABodyThatStops_TimesOutAndSaysSo()
    {
        TestBooks.SilentStream[] bodies = [new(), new()];
        var next = 0;
        var fetching = FaultAsync(_ => new HttpResponseMessage { Content = new StreamContent(bodies[next++]) });

        foreach (var body in bodies)
        {
            await body.Waiting.WaitAsync(TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Contains("pg1661.txt kept silent for 30 s; ", await fetching, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_Cancelled_StopsAsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        using var body = new TestBooks.SilentStream();
        var fetching = Downloader(_ => new HttpResponseMessage { Content = new StreamContent(body) })
            .FetchAsync("sherlock", _texts.Folder, null, cancelled.Token);
        await body.Waiting.WaitAsync(TestContext.Current.CancellationToken);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    private BookDownloader Downloader(Func<Uri, HttpResponseMessage> answer) => new(new HttpClient(new TestBooks.Transport(answer)), _time);

    private async Task<string> FaultAsync(Func<Uri, HttpResponseMessage> answer)
    {
        var fetching = Downloader(answer).FetchAsync("sherlock", _texts.Folder, null, TestContext.Current.CancellationToken);
        return (await Assert.ThrowsAsync<ModelException>(() => fetching)).Message;
    }
}
