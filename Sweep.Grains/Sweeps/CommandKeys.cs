namespace Sweep.Grains.Sweeps;

/// <summary>The names in a command's report that are no metrics.</summary>
public static class CommandKeys
{
    public const string Step = "step";
    public const string Checkpoint = "checkpoint";
    public const string Diverged = "diverged";
    public const string Invalid = "invalid";
    public const string Why = "why";
    public const string Done = "done";

    public static IReadOnlyList<string> Report { get; } = [Step, Checkpoint, Diverged, Invalid, Why, Done];
}
