using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>The samplers of this program by the words that sweep files use. A program may add its own before it reads one.</summary>
public static class Samplers
{
    /// <summary>The sampler of a search that names none.</summary>
    public const string Usual = "auto";

    private static readonly ImmutableArray<(string Name, Func<bool, ISampler> Create)> _builtIn =
    [
        (Usual, learnsNoise => new AutoSampler(learnsNoise)),
        ("gp", learnsNoise => new GaussianSampler(learnsNoise)),
        ("tpe", _ => new ParzenSampler()),
        ("halton", _ => new HaltonSampler()),
        ("random", _ => new RandomSampler()),
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

    /// <param name="learnsNoise">Whether the same cell may give different values; only samplers with a model of that regard it.</param>
    /// <exception cref="SherlockException">This program has no such sampler.</exception>
    public static ISampler Create(string name, bool learnsNoise = false)
    {
        foreach (var one in _builtIn.Where(one => one.Name == name)) { return one.Create(learnsNoise); }
        return _added.TryGetValue(name, out var create)
            ? create()
            : throw new SherlockException($"This program has no sampler '{name}'; it has {string.Join(", ", Names)}.");
    }

    /// <summary>Whether a sampler can learn how much the values of one cell differ.</summary>
    public static bool LearnsNoise(string name) => name is Usual or "gp";

    /// <summary>Why a sampler cannot search a space of so many hyperparameters; null if it can.</summary>
    public static string? Obstacle(string name, int hyperparameters) => name == "halton" && hyperparameters > Halton.Dimensions
        ? $"found halton with {hyperparameters} hyperparameters; allowed: at most {Halton.Dimensions}, or another sampler"
        : null;
}
