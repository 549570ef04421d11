using System.Globalization;
using System.Text.RegularExpressions;
using Orleans.Runtime.MembershipService;
using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>Explains in one line why a silo could not join.</summary>
internal static partial class StartError
{
    /// <returns>An error with that line; an unexpected exception is returned unchanged.</returns>
    public static Exception Explain(Exception exception, ServeOptions options)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SherlockException known:
                    return known;
                case OrleansClusterConnectivityCheckFailedException:
                    return new SherlockException(
                        Unreachable(cause.Message, options), SherlockException.OutOfReach, exception, passes: true);
            }
        }

        return PortCheck.IsTaken(exception) ? TakenPort(exception, options) : exception;
    }

    private static string Unreachable(string message, ServeOptions options)
    {
        // Orleans writes silos like this: S127.0.0.1:11111:130000000.
        var missing = message.Split("Failed to get response from", 2)[^1];
        var silos = string.Join(", ", Address().Matches(missing).Select(match => match.Groups[1].Value).Distinct());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This silo cannot reach all others of cluster '{options.ClusterId}' ({(silos.Length > 0 ? silos : "see --verbose")}) "
            + $"so it takes no part: are their addresses and ports open from here, and have all the same certificates (--certs)?");
    }

    private static SherlockException TakenPort(Exception exception, ServeOptions options)
    {
        try
        {
            PortCheck.RequireFree(options.Listen.Address, options.Ports);
        }
        catch (SherlockException which)
        {
            return which;
        }

        return new SherlockException(
            "One of the silo's ports was taken by another program: try again.", SherlockException.OutOfReach, exception, passes: true);
    }

    [GeneratedRegex(@"S(\S+?:\d+):\d+")]
    private static partial Regex Address();
}
