using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>What can be set about the trials of a trainable, as data: its hyperparameters in the order of tables and stored JSON.</summary>
public sealed class TrainableSchema
{
    private readonly Dictionary<string, HyperparameterDefinition> _byName;

    /// <exception cref="ArgumentException">Two hyperparameters have one name.</exception>
    public TrainableSchema(string name, string version, ImmutableArray<HyperparameterDefinition> hyperparameters)
    {
        (Name, Version, Hyperparameters) = (name, version, hyperparameters);
        _byName = hyperparameters.ToDictionary(definition => definition.Name);
        Names = [.. hyperparameters.Select(definition => definition.Name)];
        TrainedNames = [.. hyperparameters.Where(definition => definition.IsTrained).Select(definition => definition.Name)];
    }

    /// <summary>The trainable's name in sweep files.</summary>
    public string Name { get; }

    /// <summary>Changes whenever the schema changes.</summary>
    public string Version { get; }

    public ImmutableArray<HyperparameterDefinition> Hyperparameters { get; }

    /// <summary>The names of all hyperparameters.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names of the hyperparameters that affect what is trained.</summary>
    public IReadOnlyList<string> TrainedNames { get; }

    /// <summary>The hyperparameter of this name; null if there is none.</summary>
    public HyperparameterDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The hyperparameter of this name.</summary>
    /// <exception cref="SherlockException">There is none.</exception>
    public HyperparameterDefinition Get(string name) =>
        Find(name) ?? throw new SherlockException($"hyperparameters: {UnknownName(name)}");

    /// <summary>The error for a name that no hyperparameter has.</summary>
    internal string UnknownName(string name) =>
        $"found the key {Spelling.Quote(name)}; allowed: {string.Join(", ", Names)}{Spelling.Hint(name, Names)}";

    /// <summary>Reads the text of one value.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name, or the text breaks its rule.</exception>
    internal object? Read(string name, string text)
    {
        var definition = Get(name);
        return definition.TryRead(text, out var value)
            ? value
            : throw new SherlockException($"{name}: {definition.Problem(Spelling.Quote(text), text)}");
    }
}
