using Sweep.Client.Backends;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Backends;

internal sealed partial class FakeBackend
{
    public WordsRequest? Words { get; private set; }

    /// <summary>What the words' verb is answered.</summary>
    public IReadOnlyList<WordsAnswer> NearWords { get; set; } = [];

    public Task ExportAsync(SweepSummary sweep, TrialSummary trial, string folder, CancellationToken cancellationToken) =>
        Say($"export {sweep.Folder}/{trial.Id.Number} {folder}", 0);

    public Task<IReadOnlyList<WordsAnswer>> NearWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordsRequest request, CancellationToken cancellationToken)
    {
        Words = request;
        return Say($"words {string.Join(' ', trials)}", NearWords);
    }

    public Task<ModelChoice> ChooseAsync(TrialSummary trial, bool isLast, CancellationToken cancellationToken) =>
        Task.FromResult(isLast ? ModelChoice.Newest(trial) : ModelChoice.Best(trial));

    public WordTable? Scored { get; private set; }

    /// <summary>What the evaluation is answered.</summary>
    public WordScores Scores { get; set; } = new([], [], 0);

    public Task<WordScores> ScoreWordsAsync(IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken)
    {
        Scored = table;
        return Say($"eval {string.Join(' ', trials)}", Scores);
    }
}
