using System.Net;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>What the log says about callers.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(LogLevel.Warning, "A caller at {Address} showed a token that is not valid.")]
    public static partial void Refused(ILogger logger, IPAddress? address);

    [LoggerMessage(LogLevel.Information, "{Admin} made the token {Name} with the role {Role}.")]
    public static partial void Made(ILogger logger, string admin, string name, Role role);

    [LoggerMessage(LogLevel.Information, "{Admin} revoked the token {Name}.")]
    public static partial void Revoked(ILogger logger, string admin, string name);

    [LoggerMessage(LogLevel.Warning, "The use of the token {Name} is not noted: {Why}")]
    public static partial void NotNoted(ILogger logger, string name, string why);

    [LoggerMessage(LogLevel.Warning, "A stream of {Name} ends, because it cannot be checked whether its token still holds: {Why}")]
    public static partial void Unchecked(ILogger logger, string name, string why);
}
