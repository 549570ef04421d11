using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains;
using Sweep.Model;
using Sweep.Model.Corpora;
using Sweep.Silo.Files;
using Sweep.Tests.Corpora;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Trainables;

public sealed class CorpusSupplyTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _begun = new(0);
    private int _fetches;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DataFolder Folder => new(_temp.Path);

    [Fact]
    public async Task Ensure_OfBooksThatTwoTrialsNeed_DownloadsThemOnce()
    {
        var supply = Supply(FetchAsync);

        var both = Task.WhenAll(supply.EnsureAsync("sherlock", Token), supply.EnsureAsync("sherlock", Token));
        await _begun.WaitAsync(Token);
        Assert.False(both.IsCompleted);
        _gate.SetResult();
        await both;
        await supply.EnsureAsync("sherlock", Token);

        Assert.Equal(1, _fetches);
        Assert.Equal(8, CorpusSource.Load("sherlock", Folder.Corpora, Token).Vocabulary.Count);
    }

    [Fact]
    public async Task Ensure_WhoseFirstTrialIsStopped_GoesOnForTheSecond()
    {
        var supply = Supply(FetchAsync);
        using var stop = new CancellationTokenSource();
        var first = supply.EnsureAsync("sherlock", stop.Token);
        await _begun.WaitAsync(Token);
        var second = supply.EnsureAsync("sherlock", Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await _begun.WaitAsync(Token);
        _gate.SetResult();
        await second;

        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task Ensure_WithoutANetwork_NamesTheCommandWithItsFolderAndTriesAgainNextTime()
    {
        var supply = Supply((_, _, _) => ++_fetches == 1 ? throw new ModelException("It could not be fetched.") : Task.CompletedTask);

        var error = await Assert.ThrowsAsync<SherlockException>(() => supply.EnsureAsync("sherlock", Token));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Equal(
            $"It could not be fetched. Or copy the folder {_temp.Path}/corpora/sherlock from a machine that has it, as `corpus fetch "
                + $"sherlock --data {_temp.Path}` makes it.",
            error.Message);
        await supply.EnsureAsync("sherlock", Token);
        Assert.Equal(2, _fetches);
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("/a/path/of/texts")]
    public async Task Ensure_OfWhatIsNotDownloaded_DoesNothing(string corpus)
    {
        await Supply(FetchAsync).EnsureAsync(corpus, Token);

        Assert.Equal(0, _fetches);
    }

    public void Dispose()
    {
        _begun.Dispose();
        _temp.Dispose();
    }

    private CorpusSupply Supply(Func<string, string, CancellationToken, Task> fetch) =>
        new(Folder, fetch, NullLogger<CorpusSupply>.Instance);

    private async Task FetchAsync(string name, string corpora, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        _begun.Release();
        await _gate.Task.WaitAsync(cancellationToken);
        using var http = new HttpClient(new TestBooks.Transport(address => TestBooks.Ok(TestBooks.Whole(TestBooks.Of(address)))));
        await new BookDownloader(http, TimeProvider.System).FetchAsync(name, corpora, null, cancellationToken);
    }
}
