using Microsoft.Extensions.Logging;

namespace Sweep.Grains.Connections;

internal sealed partial class RefusalLog
{
    [LoggerMessage(LogLevel.Warning, "A connection from {Who} was refused: {Why}.")]
    private static partial void LogRefused(ILogger logger, string who, string why);

    [LoggerMessage(LogLevel.Warning, "A connection to {Who} did not open: {Why}.")]
    private static partial void LogNotConnected(ILogger logger, string who, string why);

    [LoggerMessage(LogLevel.Warning, "{Count} more connections were refused in a second, without a line for each.")]
    private static partial void LogMore(ILogger logger, int count);
}
