namespace Sweep.Silo.Commands;

/// <summary>What an attempt of a command writes to the log of its trial.</summary>
internal static partial class CommandLog
{
    [LoggerMessage(LogLevel.Warning, "The report ends in the middle of a line at step {Step}.")]
    public static partial void CutLine(ILogger logger, long step);

    [LoggerMessage(LogLevel.Warning, "The log of attempt {Attempt} is not stored: {Problem}")]
    public static partial void NotStored(ILogger logger, int attempt, string problem);

    [LoggerMessage(LogLevel.Warning, "The end of the log of attempt {Attempt} is not stored: the database does not answer.")]
    public static partial void LostEnd(ILogger logger, int attempt);
}
