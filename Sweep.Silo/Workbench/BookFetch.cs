using Sweep.Client.Backends;
using Sweep.Model.Corpora;

namespace Sweep.Silo.Workbench;

/// <summary>Downloads a known corpus, with the model's progress in the client's words.</summary>
internal static class BookFetch
{
    public static async Task<string> RunAsync(string name, string folder, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var downloader = new BookDownloader(http, TimeProvider.System);
        return await downloader.FetchAsync(name, folder, new Translated(progress), cancellationToken);
    }

    private sealed class Translated(IProgress<FetchProgress> progress) : IProgress<BookProgress>
    {
        public void Report(BookProgress value) => progress.Report(new(value.Title, value.Bytes, value.TotalBytes));
    }
}
