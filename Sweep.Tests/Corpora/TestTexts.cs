using Sweep.Model.Corpora;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Corpora;

/// <summary>The texts that tests read: the three books beside the repository, and files of their own in a temporary folder.</summary>
internal sealed class TestTexts : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("sherlock-corpora-").FullName;

    public static string Books
    {
        get
        {
            var books = Path.GetFullPath(Path.Combine(Repository.Folder, "..", "shared", "corpus"));
            Assert.True(Directory.Exists(books), $"The three books are missing: they belong beside the repository, in {books}.");
            return books;
        }
    }

    public static Corpus LoadBooks() => CorpusSource.Load(Books, cacheFolder: Books, TestContext.Current.CancellationToken);

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public Corpus Load(string name) => CorpusSource.Load(PathOf(name), Folder, TestContext.Current.CancellationToken);

    public string FaultOf(string corpus) =>
        Assert.Throws<Model.CorpusException>(() => CorpusSource.Load(corpus, Folder, TestContext.Current.CancellationToken)).Message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
