using System.Data.Common;
using System.Net.Sockets;
using Sweep.Grains;

namespace Sweep.Silo.Retry;

/// <summary>Counts the permanent errors of one call. Tells them from transient errors, which pass, however long that takes.</summary>
/// <param name="most">The number of permanent errors in a row that makes them final.</param>
internal sealed class PermanentErrors(int most)
{
    private int _inARow;

    /// <summary>Whether the last error was a permanent one, and more of them in a row will end the call.</summary>
    public bool MayBeFinal => _inARow > 0 && most < int.MaxValue;

    /// <summary>Counts an error.</summary>
    /// <returns>Whether another try would be of no use.</returns>
    public bool AreFinalWith(Exception error)
    {
        _inARow = Passes(error) ? 0 : _inARow + 1;
        return _inARow >= most;
    }

    private static bool Passes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                // The code that wrote its message has examined the cause already.
                case SherlockException known:
                    return known.Passes;
                case TimeoutException or OrleansException or OperationCanceledException or SocketException
                    or DbException { IsTransient: true }:
                    return true;
            }
        }

        return false;
    }
}
