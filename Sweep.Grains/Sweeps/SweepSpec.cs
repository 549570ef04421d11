using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Sweeps;

/// <summary>The checked content of a grid file: a sweep as its author wrote it.</summary>
/// <param name="Name">Letters, digits and '-'.</param>
/// <param name="Corpus">sample, sherlock, or an absolute path of a file, folder or glob.</param>
/// <param name="Seeds">Every combination is trained once per seed; distinct, at least one.</param>
/// <param name="Trial">The values that all trials share, with defaults filled in.</param>
/// <param name="Axes">The hyperparameters that vary, in the file's order; the first axis varies slowest.</param>
/// <param name="Schema">The schema of the trainable. Stored JSON is without it; see <see cref="Trainable"/>.</param>
[GenerateSerializer, Immutable, Alias("sweep.spec")]
public sealed record SweepSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string Corpus,
    [property: Id(2)] Objective Objective,
    [property: Id(3)] ImmutableArray<int> Seeds,
    [property: Id(4)] Hyperparameters Trial,
    [property: Id(5)] ImmutableArray<GridAxis> Axes,
    [property: Id(7), JsonIgnore] TrainableSchema Schema)
{
    // "No claims" is always the default array. A message or a row from before claims existed has it too, so equal specs stay equal.
    [Id(6)]
    private readonly ImmutableArray<Claim> _claims;

    /// <summary>The results that the author expects, in the file's order; empty by default. Claims do not affect what is trained.</summary>
    public ImmutableArray<Claim> Claims
    {
        get => _claims.IsDefault ? [] : _claims;
        init => _claims = value.IsDefaultOrEmpty ? default : value;
    }

    /// <summary>
    /// The settings besides the corpus, by name, in canonical text. Default: none.
    /// </summary>
    [Id(9), JsonPropertyName("settings"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableDictionary<string, string>? OtherSettings { get; init; }

    /// <summary>All settings that the schema declares, by name, in canonical text, the corpus among them.</summary>
    [JsonIgnore]
    public ImmutableDictionary<string, string> Settings => SweepSettings.All(Schema, Corpus, OtherSettings ?? SweepSettings.None);

    /// <summary>Whether another sweep has the same settings.</summary>
    public bool HasSettingsOf(SweepSpec other) =>
        Corpus == other.Corpus
        && Settings is var own && other.Settings is var others && own.Count == others.Count
        && own.All(pair => others.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>How a silo in this process starts the program of the trials; null if the sweep's file declares no command.</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommandSpec? Command { get; init; }

    /// <summary>How combinations are chosen one after the other; null for a grid, which has them all at the start.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SearchSpec? Search { get; init; }

    /// <summary>How poor trials are held or ended early, of a search or a grid; null if all train to their end.</summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StopSpec? Stop { get; init; }

    /// <summary>
    /// The units of the trainable's resource, such as epochs, for which a trial goes on without a better value of the objective; null if
    /// trials train to their end.
    /// </summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Patience { get; init; }

    /// <summary>
    /// Whether trials begin in the order of their numbers. Otherwise those that cost most begin first, if their cost can be estimated.
    /// </summary>
    [Id(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool InFileOrder { get; init; }

    /// <summary>
    /// Whether the longest trials may begin first: in a grid, and in a search whose choices do not depend on results. Early stopping has an
    /// order of its own, because it compares the trials that have begun.
    /// </summary>
    [JsonIgnore]
    internal bool MayBeginWithLongest => !InFileOrder && Stop is null && Search is not { IsBlind: false };

    /// <summary>What is trained. The sweep's row has it, and leads to the schema.</summary>
    [JsonIgnore]
    public TrainableId Trainable => Schema.Id;

    /// <summary>
    /// The specification to submit where there are so many slots: a repeatable sweep whose file does not say how many trials may run at
    /// once takes their number.
    /// </summary>
    public SweepSpec WithLag(int slots) => this switch
    {
        { Search: { IsRepeatable: true, Lag: null } search } => this with { Search = search with { Lag = Math.Max(1, slots) } },
        { Stop: { IsRepeatable: true, Lag: null } stop } => this with { Stop = stop with { Lag = Math.Max(1, slots) } },
        _ => this,
    };

    /// <summary>The names of the hyperparameters that vary, in the file's order.</summary>
    [JsonIgnore]
    public IEnumerable<string> Varied => Search is null ? Axes.Select(axis => axis.Name) : Search.Space.Select(axis => axis.Name);

    /// <summary>
    /// The values of a hyperparameter over all trials of the sweep, in canonical text; empty if a search takes them from a range. Trials
    /// of a search that lack it have the shared value.
    /// </summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public ImmutableArray<string> Values(string name) =>
        Axes.FirstOrDefault(axis => axis.Name == name)?.Values ?? Search?.Axis(name) switch
        {
            { Values.IsEmpty: false, WhenName: not null } axis => [.. axis.Values.Union([Trial.Text(name)])],
            { } axis => axis.Values,
            null => [Trial.Text(name)],
        };

    /// <summary>
    /// Whether a trial has a hyperparameter. In a search it lacks one that depends on a choice that the trial has not made; its row then
    /// has the shared value.
    /// </summary>
    public bool Has(Hyperparameters trial, string name) => Search?.Has(trial, name) ?? true;
}

/// <summary>One varied hyperparameter.</summary>
/// <param name="Name">Its name, such as <c>rnn_size</c>.</param>
/// <param name="Values">Its distinct values in canonical text (see <see cref="Hyperparameters.Text"/>), in the file's order.</param>
[GenerateSerializer, Immutable, Alias("sweep.axis")]
public sealed record GridAxis([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<string> Values);
