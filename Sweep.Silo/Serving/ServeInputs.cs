using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Serving;

/// <summary>The value that was given for a setting, and the place as messages name it.</summary>
internal readonly record struct ServeInput(string Value, string Where);

/// <summary>
/// The settings as they were given. The command line takes precedence, then the environment, then <c>appsettings.json</c>.
/// </summary>
/// <param name="commandLine">The value of a flag on the command line; null if it is not there.</param>
/// <param name="environment">The value of an environment variable. A blank one counts as not set.</param>
/// <param name="section">The section of <c>appsettings.json</c>.</param>
internal sealed class ServeInputs(Func<ServeFlag, string?> commandLine, Func<string, string?> environment, IConfigurationSection section)
{
    public ServeInput? Find(ServeFlag flag)
    {
        if (commandLine(flag) is { } written) { return new(written, flag.Option); }
        if (environment(flag.Environment) is { } variable && !string.IsNullOrWhiteSpace(variable))
        {
            return new(variable, flag.Environment);
        }

        return section[flag.Key] is { } value ? new(value, $"{section.Key}:{flag.Key} in appsettings.json") : null;
    }

    /// <summary>An environment variable that is not this program's own; null if it is not set or blank.</summary>
    public ServeInput? Variable(string name) =>
        environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? new(value, name) : null;

    /// <exception cref="SherlockException">The setting was given blank.</exception>
    public ServeInput? Text(ServeFlag flag, string allowed) =>
        Find(flag) is { } input ? string.IsNullOrWhiteSpace(input.Value) ? throw Wrong(input, allowed) : input : null;

    /// <exception cref="SherlockException">The value is not a whole number in the allowed range.</exception>
    public int Number(ServeFlag flag, int otherwise, int least, int most, string allowed) =>
        Find(flag) is not { } input ? otherwise
        : int.TryParse(input.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number
        : throw Wrong(input, allowed);

    /// <exception cref="SherlockException">The value is neither true nor false.</exception>
    public bool IsSet(ServeFlag flag) => Find(flag) is { } input
        && (bool.TryParse(input.Value, out var set) ? set : throw Wrong(input, "true or false"));

    /// <exception cref="SherlockException">The section has an unknown key.</exception>
    public void RequireKnownKeys()
    {
        var known = ServeFlags.All.Select(flag => flag.Key).ToList();
        var keys = section.GetChildren().Select(child => child.Key);
        if (keys.FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SherlockException($"{section.Key}:{unknown} in appsettings.json is not a setting{Spelling.Hint(unknown, known)}");
        }
    }

    public static SherlockException Wrong(ServeInput input, string allowed) =>
        new($"{input.Where} is {Spelling.Quote(input.Value)}; allowed: {allowed}.");
}
