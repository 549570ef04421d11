namespace Sweep.Silo.EventFiles;

internal sealed partial class TrialEventFile
{
    [LoggerMessage(
        LogLevel.Warning,
        "TensorBoard files of trial {Trial}, attempt {Attempt} cannot be written to '{Folder}': {Problem}")]
    private static partial void LogLost(ILogger logger, int trial, int attempt, string folder, string problem);
}
