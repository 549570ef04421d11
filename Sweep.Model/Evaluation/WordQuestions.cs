using System.Collections.Immutable;

namespace Sweep.Model.Evaluation;

public enum QuestionKind
{
    /// <summary>Four words: a is to b as c is to d; d is the answer.</summary>
    Analogy = 0,

    /// <summary>Three words: is the first one nearer to the second than to the third?</summary>
    Relatedness = 1,
}

/// <summary>A category of questions.</summary>
/// <param name="Questions">The questions: four words each for analogies, three for relatedness.</param>
public sealed record QuestionCategory(QuestionKind Kind, string Name, ImmutableArray<ImmutableArray<string>> Questions);

/// <summary>
/// The questions by which word vectors are scored. They were written for the three Sherlock Holmes books and use their frequent words;
/// the file that holds them says how it is read.
/// </summary>
public static class WordQuestions
{
    /// <summary>
    /// The largest number of questions that pairs make in a category, so that no category outweighs the others. If it has more pairs,
    /// each makes one question.
    /// </summary>
    public const int MostOfACategory = 24;

    private static readonly Lazy<ImmutableArray<QuestionCategory>> _all = new(() => Parse(Resource()));

    /// <summary>All questions, by category.</summary>
    public static ImmutableArray<QuestionCategory> All => _all.Value;

    internal static ImmutableArray<QuestionCategory> Parse(string text)
    {
        var categories = new List<(QuestionKind Kind, string Name, List<ImmutableArray<string>> Lines)>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#'))
        {
            if (line[0] == '[')
            {
                var title = line.Trim('[', ']').Split(' ');
                categories.Add((Enum.Parse<QuestionKind>(title[0], ignoreCase: true), title[1], []));
            }
            else
            {
                categories[^1].Lines.Add([.. line.Split(' ')]);
            }
        }

        return [.. categories.Select(category => new QuestionCategory(
            category.Kind, category.Name, category.Kind is QuestionKind.Analogy ? Analogies(category.Lines) : [.. category.Lines]))];
    }

    /// <summary>Combines each pair with the next pairs, in rounds, so that the first rounds use every pair.</summary>
    private static ImmutableArray<ImmutableArray<string>> Analogies(List<ImmutableArray<string>> pairs)
    {
        var rounds = Math.Clamp(MostOfACategory / pairs.Count, 1, pairs.Count - 1);
        return
        [
            .. from round in Enumerable.Range(1, rounds)
               from first in Enumerable.Range(0, pairs.Count)
               select pairs[first].AddRange(pairs[(first + round) % pairs.Count]),
        ];
    }

    private static string Resource()
    {
        using var reader = new StreamReader(typeof(WordQuestions).Assembly.GetManifestResourceStream("questions.txt")!);
        return reader.ReadToEnd();
    }
}
