using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Serving;

/// <summary>What was given for a setting, and where, as messages name it.</summary>
internal readonly record struct ServeInput(string Value, string Where);

/// <summary>The settings as they were given: the command line counts most, then the environment, then <c>appsettings.json</c>.</summary>
/// <param name="commandLine">What is written there for a flag; null where nothing is.</param>
/// <param name="environment">A variable of the environment. One that is blank counts as not set.</param>
/// <param name="section">The section of <c>appsettings.json</c>.</param>
internal sealed class ServeInputs(Func<ServeFlag, string?> commandLine, Func<string, string?> environment, IConfigurationSection section)
{
    public ServeInput? Find(ServeFlag flag)
    {
        if (commandLine(flag) is { } written) { return new(written, flag.Option); }
        if (environment(flag.Environment) is { } variable && !string.IsNullOrWhiteSpace(variable)) { return new(variable, flag.Environment); }
        return section[flag.Key] is { } value ? new(value, $"{section.Key}:{flag.Key} in appsettings.json") : null;
    }

    /// <summary>A variable of the environment that is not this program's own; null where it is not set or blank.</summary>
    public ServeInput? Variable(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? new(value, name) : null;

    /// <exception cref="SherlockException">It was given blank.</exception>
    public ServeInput? Text(ServeFlag flag, string allowed) =>
        Find(flag) is { } input ? string.IsNullOrWhiteSpace(input.Value) ? throw Wrong(input, allowed) : input : null;

    /// <exception cref="SherlockException">It is no whole number between the two.</exception>
    public int Number(ServeFlag flag, int otherwise, int least, int most, string allowed) =>
        Find(flag) is not { } input ? otherwise
        : int.TryParse(input.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Wrong(input, allowed);

    /// <exception cref="SherlockException">It is neither true nor false.</exception>
    public bool IsSet(ServeFlag flag) => Find(flag) is { } input
        && (bool.TryParse(input.Value, out var set) ? set : throw Wrong(input, "true or false"));

    /// <exception cref="SherlockException">The section has a key that means nothing.</exception>
    public void RequireKnownKeys()
    {
        var known = ServeFlags.All.Select(flag => flag.Key).ToList();
        if (section.GetChildren().Select(child => child.Key).FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SherlockException($"{section.Key}:{unknown} in appsettings.json is not a setting{Spelling.Hint(unknown, known)}");
        }
    }

    public static SherlockException Wrong(ServeInput input, string allowed) =>
        new($"{input.Where} is {Spelling.Quote(input.Value)}; allowed: {allowed}.");
}
