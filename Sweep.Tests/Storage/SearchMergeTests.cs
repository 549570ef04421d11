using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>A search that a file extends must have the space of the file.</summary>
public sealed class SearchMergeTests
{
    private static readonly SweepSpec _old = SearchSpecs.Of();

    public static TheoryData<SweepSpec, string> Others() => new()
    {
        { _old with { Seeds = [1, 2] }, "has other seeds than the file" },
        {
            _old.With(search => search with { Space = search.Space.SetItem(2, search.Space[2] with { To = "0.5" }) }),
            "searches another range or list of x3 than the file"
        },
        {
            _old.With(search => search with { Space = [search.Space[1], search.Space[0], .. search.Space[2..]] }),
            "has x2 at another place in its space than the file"
        },
        { _old.With(search => search with { Space = search.Space[..5] }), "searches x6, and the file does not" },
        { _old with { Search = null }, "searches a space, and the file has none" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Extend_ByTheFileOfAnotherSpace_SaysWhatDiffers(SweepSpec file, string difference) => Assert.Equal(
        $"'search' {difference}: submit that as a sweep of its own.",
        Assert.Throws<SherlockException>(() => SearchMerge.RequireSameSpace("search", _old, file)).Message);

    [Fact]
    public void Extend_ByAFileWithOtherSettings_IsAllowed() =>
        SearchMerge.RequireSameSpace("search", _old, _old.With(search => search with { Sampler = "tpe", Trials = 99, Seed = 3 }));
}
