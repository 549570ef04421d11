using Sweep.Model.Corpora;
using Sweep.Model.Vectors;

namespace Sweep.Tests.Vectors;

public sealed class WordSpaceTests
{
    [Fact]
    public void Nearest_ByCosine_ComparesTheDirectionOnly()
    {
        var answers = Sky().Nearest(0, VectorMeasure.Cosine, 5);

        // ray: 10 / √101; dot: 0.5 / √0.5.
        Assert.Equal([("ray", 0.99504), ("dot", 0.70711)], Rounded(answers));
    }

    [Fact]
    public void Nearest_ByDistance_ComparesTheLengthToo()
    {
        var answers = Sky().Nearest(0, VectorMeasure.Euclidean, 5);

        // dot: √(0.5² + 0.5²); ray: √(9² + 1²).
        Assert.Equal([("dot", 0.70711), ("ray", 9.05539)], Rounded(answers));
    }

    [Fact]
    public void Nearest_OfASpaceWithTheExtraId_NeverAnswersIt()
    {
        var space = Sky();

        Assert.Equal(["sun", "ray", "dot"], space.Words);
        Assert.False(space.TryGetId(Vocabulary.UnknownWord, out _));
        Assert.DoesNotContain(Vocabulary.UnknownWord, space.Nearest(0, VectorMeasure.Cosine, 5).Select(near => near.Word));
    }

    [Fact]
    public void Analogy_OfTwoPairs_IsTheFourthCorner()
    {
        var space = People();

        // woman − man + he = (1, 1) − (1, 0) + (2, 0) = (2, 1); they = (4, 2) lies in the same direction and is less common.
        Assert.Equal([("she", 1.0), ("they", 1.0)], Rounded(space.Analogy(0, 1, 2, VectorMeasure.Cosine, 2)));
        Assert.Equal([("she", 0.0), ("they", 2.23607)], Rounded(space.Analogy(0, 1, 2, VectorMeasure.Euclidean, 2)));
    }

    [Fact]
    public void Analogy_WhenItsThreeWordsAreNearest_LeavesThemOut()
    {
        // man − woman + woman = man itself.
        var answers = People().Analogy(1, 0, 1, VectorMeasure.Cosine, 10).Select(near => near.Word);

        Assert.Equal(["he", "she", "they", "nobody"], answers);
    }

    [Fact]
    public void Nearest_WithAVectorOfZeros_PutsItLast()
    {
        var last = People().Nearest(0, VectorMeasure.Cosine, 10)[^1];

        Assert.Equal(("nobody", true), (last.Word, double.IsNaN(last.Value)));
    }

    [Fact]
    public void TryGetId_OfAWordInUpperCase_FindsIt()
    {
        Assert.True(People().TryGetId("Woman", out var id));
        Assert.Equal(1, id);
    }

    private static WordSpace Sky() => new(["sun", "ray", "dot", Vocabulary.UnknownWord], new([1, 0, 10, 1, 0.5f, 0.5f, 1, 0], 2));

    private static WordSpace People() => new(["man", "woman", "he", "she", "they", "nobody"], new([1, 0, 1, 1, 2, 0, 2, 1, 4, 2, 0, 0], 2));

    private static IEnumerable<(string, double)> Rounded(IEnumerable<Neighbour> answers) =>
        answers.Select(near => (near.Word, Math.Round(near.Value, 5)));
}
