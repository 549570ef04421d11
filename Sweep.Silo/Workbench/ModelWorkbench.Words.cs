using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Model.Checkpoints;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Workbench;

internal sealed partial class ModelWorkbench
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<WordsAnswer>> NearWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordsRequest request, CancellationToken cancellationToken) => RunAsync(
        () => NearWords.Of(Spaces(trials, request.Table, cancellationToken), request, trials[0].ToString()), cancellationToken);

    /// <inheritdoc/>
    public Task<WordScores> ScoreWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken) => RunAsync(
        () => WordScoring.Of(Spaces(trials, table, cancellationToken), trials[0].ToString()), cancellationToken);

    /// <summary>The word vectors of each trial; all trials must have the same vocabulary.</summary>
    private List<WordSpace> Spaces(IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken)
    {
        var spaces = new List<WordSpace>();
        foreach (var choice in trials)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var file = Open(choice.Trial.Id, choice.Trial.Checkpoint!, cancellationToken);
            var space = CheckpointVectors.ReadAll(file.Path, table is WordTable.Input ? VectorSide.Input : VectorSide.Output);
            spaces.Add(space);
            if (Difference(spaces[0], space) is { } difference)
            {
                throw new SherlockException(
                    $"{trials[0]} and {choice} have different vocabularies, so each would choose its answers from other words: "
                    + $"{difference}. Ask them one by one.");
            }
        }

        return spaces;
    }

    private static string? Difference(WordSpace first, WordSpace other)
    {
        if (first.Words.Count != other.Words.Count)
        {
            return FormattableString.Invariant($"{first.Words.Count:n0} words and {other.Words.Count:n0}");
        }

        for (var id = 0; id < first.Words.Count; id++)
        {
            if (first.Words[id] != other.Words[id])
            {
                return FormattableString.Invariant($"word {id + 1:n0} is '{first.Words[id]}' in one and '{other.Words[id]}' in the other");
            }
        }

        return null;
    }
}
