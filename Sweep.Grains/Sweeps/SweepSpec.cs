using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>A sweep as its author wrote it, checked: the content of a grid file.</summary>
/// <param name="Name">Letters, digits and '-'.</param>
/// <param name="Corpus">sample, sherlock, or an absolute path of a file, folder or glob.</param>
/// <param name="Seeds">Every combination is trained once per seed; distinct, at least one.</param>
/// <param name="Trial">What every trial shares, with defaults filled in.</param>
/// <param name="Axes">What varies, in the file's order; the first axis varies slowest.</param>
[GenerateSerializer, Immutable, Alias("sweep.spec")]
public sealed record SweepSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string Corpus,
    [property: Id(2)] Objective Objective,
    [property: Id(3)] ImmutableArray<int> Seeds,
    [property: Id(4)] Hyperparameters Trial,
    [property: Id(5)] ImmutableArray<GridAxis> Axes)
{
    // None is the default array alone, which is also what a message or a row from before there were claims has: equal specs stay equal.
    [Id(6)]
    private readonly ImmutableArray<Claim> _claims;

    /// <summary>What its author expects it to show, in the file's order; none by default. It changes nothing that is trained.</summary>
    public ImmutableArray<Claim> Claims
    {
        get => _claims.IsDefault ? [] : _claims;
        init => _claims = value.IsDefaultOrEmpty ? default : value;
    }

    /// <summary>The values of a hyperparameter that its trials have, in canonical text.</summary>
    /// <exception cref="SherlockException">There is no such hyperparameter.</exception>
    public ImmutableArray<string> Values(string name) =>
        Axes.FirstOrDefault(axis => axis.Name == name) is { } axis ? axis.Values : [HyperparameterSchema.Text(Trial, name)];
}

/// <summary>One varied hyperparameter.</summary>
/// <param name="Name">Its name, such as <c>rnn_size</c>.</param>
/// <param name="Values">Its distinct values in canonical text (see <see cref="HyperparameterSchema"/>), in the file's order.</param>
[GenerateSerializer, Immutable, Alias("sweep.axis")]
public sealed record GridAxis([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<string> Values);
