using System.Net;

namespace Sweep.Silo.Access;

/// <summary>What the log says about callers.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(LogLevel.Warning, "A caller at {Address} showed a token that is not valid.")]
    public static partial void Refused(ILogger logger, IPAddress? address);
}
