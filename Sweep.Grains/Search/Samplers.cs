using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>The samplers of this program by the words that sweep files use. A program may add its own before it reads one.</summary>
public static class Samplers
{
    /// <summary>The sampler of a search that names none.</summary>
    public const string Usual = "auto";

    private static readonly ImmutableArray<(string Name, Func<ISampler> Create)> _builtIn =
    [
        (Usual, () => new AutoSampler()),
        ("gp", () => new GaussianSampler()),
        ("tpe", () => new ParzenSampler()),
        ("halton", () => new HaltonSampler()),
        ("random", () => new RandomSampler()),
    ];

    private static readonly ConcurrentDictionary<string, Func<ISampler>> _added = new(StringComparer.Ordinal);

    /// <summary>All words, the built-in ones first.</summary>
    public static IReadOnlyList<string> Names => [.. _builtIn.Select(one => one.Name), .. _added.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a sampler.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public static void Add(string name, Func<ISampler> create)
    {
        if (_builtIn.Any(one => one.Name == name) || !_added.TryAdd(name, create))
        {
            throw new ArgumentException($"There is a sampler {name} already.", nameof(name));
        }
    }

    /// <exception cref="SherlockException">This program has no such sampler.</exception>
    public static ISampler Create(string name)
    {
        foreach (var one in _builtIn.Where(one => one.Name == name)) { return one.Create(); }
        return _added.TryGetValue(name, out var create)
            ? create()
            : throw new SherlockException($"This program has no sampler '{name}'; it has {string.Join(", ", Names)}.");
    }

    /// <summary>Why a sampler cannot search a space of so many hyperparameters; null if it can.</summary>
    public static string? Obstacle(string name, int hyperparameters) => name == "halton" && hyperparameters > Halton.Dimensions
        ? $"found halton with {hyperparameters} hyperparameters; allowed: at most {Halton.Dimensions}, or another sampler"
        : null;
}
