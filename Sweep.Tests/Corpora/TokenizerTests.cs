using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed partial class TokenizerTests
{
    private static readonly Gen<string> _word = Gen.Elements("abcxyz019_'é".ToCharArray()).NonEmptyListOf().Select(string.Concat);
    private static readonly Gen<string> _mark = Gen.Elements(";", ":", "-", "(", ")", "&", ".", ",", "!", "?", "\"");

    [Fact]
    public void Split_OfASentence_KeepsApostrophesAndMarks() => Assert.Equal(
        ["\"", "it", "isn't", "mine", "-", "-", "quite", ",", "\"", "said", "o'hara", "(", "no", ".", "9", ")", "."],
        Tokenizer.Split("\"It isn't mine--quite,\" said O'Hara (No. 9)."));

    [Fact]
    public void Split_OfOtherCharacters_DropsThem() =>
        Assert.Equal(["5", "a", "b"], Tokenizer.Split("£5 *a* [b] ’ — / “”"));

    [Fact]
    public void Join_OfWords_PutsNoSpaceBeforeClosingMarks() => Assert.Equal(
        "he said: ( no), and & so on!",
        Tokenizer.Join(["he", "said", ":", "(", "no", ")", ",", "and", "&", "so", "on", "!"]));

    [Property]
    public Property Split_OfJoinedWords_GivesThemBack() => Prop.ForAll(
        Gen.Frequency((3, _word), (1, _mark)).ListOf().ToArbitrary(),
        words => words.SequenceEqual(Tokenizer.Split(Tokenizer.Join(words))));

    [Property(MaxTest = 1_000)]
    public bool Split_OfAnyText_GivesWhatTheSeedsExpressionFinds(string? text) => AgreesWithTheSeed(text ?? "");

    [Fact]
    public void Split_OfEveryCharacter_GivesWhatTheStudysExpressionFinds() =>
        Assert.DoesNotContain(Enumerable.Range(0, 65_536), c => !AgreesWithTheSeed($"a{(char)c}'{(char)c}."));

    private static bool AgreesWithTheSeed(string text) =>
        Seed().Matches(text.ToLowerInvariant()).Select(match => match.Value).SequenceEqual(Tokenizer.Split(text));

    [GeneratedRegex("""[\w']+|[;:\-\(\)&.,!?"]""")]
    private static partial Regex Seed();
}
