using Sweep.Client.Backends;
using Sweep.Model.Corpora;

namespace Sweep.Silo.Trainables;

/// <summary>Downloads a known corpus, and translates the model's progress into the client's.</summary>
internal static class BookFetch
{
    /// <summary>Whether the corpus is one that can be downloaded, and is not there yet.</summary>
    /// <param name="folder">The folder of all corpora.</param>
    public static bool IsMissing(string corpus, string folder) =>
        corpus == CorpusSource.Sherlock && CorpusSource.Files(corpus, folder).Any(file => !File.Exists(file));

    public static async Task<string> RunAsync(
        string name, string folder, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var downloader = new BookDownloader(http, TimeProvider.System);
        return await downloader.FetchAsync(name, folder, progress is null ? null : new Translated(progress), cancellationToken);
    }

    private sealed class Translated(IProgress<FetchProgress> progress) : IProgress<BookProgress>
    {
        public void Report(BookProgress value) => progress.Report(new(value.Title, value.Bytes, value.TotalBytes));
    }
}
