using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>The parsed arguments of <c>words</c>: trials, then the kind of question, then words.</summary>
internal sealed record WordsQuestion(ImmutableArray<SweepReference> Trials, bool IsAnalogy, ImmutableArray<string> Words)
{
    private const string NearestWord = "nearest";
    private const string AnalogyWord = "analogy";
    private const string Expected = "expected SWEEP/TRIAL ... nearest WORD ..., or SWEEP/TRIAL ... analogy A B C";
    private static readonly string[] _questions = [NearestWord, AnalogyWord];

    /// <exception cref="SherlockException">The arguments do not have that form.</exception>
    public static WordsQuestion Parse(IReadOnlyList<string> parts)
    {
        // A reference to a trial contains '/', and a question does not.
        var trials = parts.TakeWhile(part => !_questions.Contains(part) && (part.Contains('/') || Follows(parts, part))).ToList();
        if (trials.Count == parts.Count)
        {
            throw new SherlockException($"What to ask is missing: {Expected}.");
        }

        var (question, words) = (parts[trials.Count], parts.Skip(trials.Count + 1).ToImmutableArray());
        if (!_questions.Contains(question))
        {
            var hint = Spelling.Hint(question, _questions);
            throw new SherlockException(
                $"{Spelling.Quote(question)} is neither a trial nor a question; {Expected}{(hint.Length > 0 ? hint : ".")}");
        }

        if (trials.Count == 0)
        {
            throw new SherlockException($"The trial is missing before '{question}'; {Expected}.");
        }

        var isAnalogy = question == AnalogyWord;
        CheckCount(isAnalogy, words);
        return new([.. trials.Select(SweepReference.ParseTrial)], isAnalogy, words);
    }

    /// <summary>Whether a question comes later, so that this argument was meant as a trial.</summary>
    private static bool Follows(IReadOnlyList<string> parts, string part) =>
        Spelling.Nearest(part, _questions) is null && parts.SkipWhile(other => other != part).Any(_questions.Contains);

    private static void CheckCount(bool isAnalogy, ImmutableArray<string> words)
    {
        if (isAnalogy && words.Length != 3)
        {
            throw new SherlockException(
                $"'analogy' takes three words, as in 'analogy had has was' (had is to has as was is to ...), and found "
                    + $"{words.Length}{Listed(words)}.");
        }

        if (words.IsEmpty)
        {
            throw new SherlockException("'nearest' takes one word or more, as in 'nearest run mr', and found none.");
        }
    }

    private static string Listed(ImmutableArray<string> words) =>
        words.IsEmpty ? "" : $": {string.Join(", ", words.Select(Spelling.Quote))}";
}
