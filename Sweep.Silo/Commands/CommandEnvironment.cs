using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Commands;

/// <summary>
/// The environment of a command: a few variables that every program needs, those that its declaration passes or sets, and those of the
/// protocol. The silo's other variables stay with the silo, because some of them are secrets.
/// </summary>
internal static class CommandEnvironment
{
    private static readonly string[] _usual = ["PATH", "HOME", "LANG", "TMPDIR"];

    /// <summary>Libraries of numbers start one thread for each core, but a slot has one core.</summary>
    private const string Threads = "OMP_NUM_THREADS";

    /// <param name="protocol">The variables of the protocol.</param>
    public static Dictionary<string, string> Of(CommandSpec command, IEnumerable<(string Name, string Value)> protocol)
    {
        var variables = new Dictionary<string, string> { [Threads] = "1" };
        foreach (var name in _usual.Concat(command.Pass))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) { variables[name] = value; }
        }

        foreach (var (name, value) in command.Set) { variables[name] = value; }
        foreach (var (name, value) in protocol) { variables[name] = value; }
        return variables;
    }
}
