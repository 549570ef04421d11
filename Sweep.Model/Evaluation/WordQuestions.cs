using System.Collections.Immutable;

namespace Sweep.Model.Evaluation;

public enum QuestionKind
{
    /// <summary>Four words: a is to b as c is to d, and d is asked for.</summary>
    Analogy = 0,

    /// <summary>Three words: is the first nearer to the second than to the third?</summary>
    Relatedness = 1,
}

/// <summary>Questions of one sort.</summary>
/// <param name="Questions">Each of four or three words, by kind.</param>
public sealed record QuestionCategory(QuestionKind Kind, string Name, ImmutableArray<ImmutableArray<string>> Questions);

/// <summary>
/// The questions that put a number on word vectors. They were written for the three Sherlock Holmes books, whose frequent words they are about; the file that
/// holds them says how it is read.
/// </summary>
public static class WordQuestions
{
    /// <summary>So that no category outweighs the others, pairs make at most so many questions, or one each where there are more of them.</summary>
    public const int MostOfACategory = 24;

    private static readonly Lazy<ImmutableArray<QuestionCategory>> _all = new(() => Parse(Resource()));

    /// <summary>All of them, by category.</summary>
    public static ImmutableArray<QuestionCategory> All => _all.Value;

    internal static ImmutableArray<QuestionCategory> Parse(string text)
    {
        var categories = new List<(QuestionKind Kind, string Name, List<ImmutableArray<string>> Lines)>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
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

    /// <summary>Each pair with the next ones, in turns: the first rounds leave no pair out.</summary>
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
