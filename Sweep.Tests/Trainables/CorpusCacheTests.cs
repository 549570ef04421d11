using Sweep.Model;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Trainables;

public sealed class CorpusCacheTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly CorpusCache _cache;

    public CorpusCacheTests() => _cache = new(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Data_OfATextThatIsTheSame_IsMadeOnce()
    {
        var path = Write("a.txt", "the dog and the cat");

        Assert.Same(_cache.Corpus(path), _cache.Corpus(path));
        Assert.Same(_cache.Data(path, new LanguageModelParameters()), _cache.Data(path, new LanguageModelParameters()));
    }

    [Fact]
    public void Corpus_OfATextThatHasChanged_IsReadAgain()
    {
        var path = Write("a.txt", "the dog and the cat");
        var before = (_cache.Corpus(path).Tokens.Length, _cache.Data(path, new LanguageModelParameters()).Training.Length);

        // Two words more, at a time that a coarse clock of a file system tells from the first.
        Write("a.txt", "the dog and the cat and dog");
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(before.Item1 + 2, _cache.Corpus(path).Tokens.Length);
        Assert.True(_cache.Data(path, new LanguageModelParameters()).Training.Length > before.Item2);
    }

    [Fact]
    public void Corpus_OfAFifthText_LetsGoOfTheOneThatWasUsedLongestAgo()
    {
        var paths = Enumerable.Range(1, 5).Select(number => Write($"{number}.txt", "the dog and the cat")).ToList();
        var first = paths.Take(4).Select(_cache.Corpus).ToList();
        Assert.Same(first[0], _cache.Corpus(paths[0]));

        _cache.Corpus(paths[4]);

        Assert.Same(first[0], _cache.Corpus(paths[0]));
        Assert.NotSame(first[1], _cache.Corpus(paths[1]));
    }

    [Fact]
    public void Corpus_ThatCannotBeRead_IsTriedAgain()
    {
        var path = Path.Combine(_temp.Path, "later.txt");
        Assert.Throws<CorpusException>(() => _cache.Corpus(path));

        Write("later.txt", "the dog and the cat");

        Assert.Equal(5, _cache.Corpus(path).Tokens.Length);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_temp.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
