namespace Sweep.Grains;

/// <summary>
/// Something a person can put right: its message is one clear line that says what was wrong, where, and what would be right.
/// The command line prints it without a stack trace and ends with <see cref="ExitCode"/>.
/// </summary>
[GenerateSerializer, Alias("sweep.exception")]
public sealed class SherlockException : Exception
{
    /// <summary>Bad usage, grid or input.</summary>
    public const int BadInput = 2;

    /// <summary>The cluster, the database or the data folder is out of reach.</summary>
    public const int OutOfReach = 3;

    /// <param name="passes">Whether waiting and trying again may help.</param>
    public SherlockException(string message, int exitCode = BadInput, Exception? innerException = null, bool passes = false)
        : base(message, innerException) => (ExitCode, Passes) = (exitCode, passes);

    /// <summary>The exit code of the process: 2 or 3.</summary>
    [Id(0)]
    public int ExitCode { get; }

    /// <summary>
    /// The key of the sweep file that the error is about, if only a machine with the corpus could find it; null otherwise.
    /// </summary>
    [Id(2)]
    public string? Key { get; init; }

    /// <summary>
    /// Whether waiting and trying again may help: a server that restarts, say. What was asked for may or may not have been done.
    /// </summary>
    [Id(1)]
    public bool Passes { get; }
}
