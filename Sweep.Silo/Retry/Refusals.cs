using System.Data.Common;
using System.Net.Sockets;
using Sweep.Grains;

namespace Sweep.Silo.Retry;

/// <summary>Tells errors that pass, however long that takes, from those that would come for ever, and counts the latter of one call.</summary>
/// <param name="most">So many in a row are final.</param>
internal sealed class Refusals(int most)
{
    private int _inARow;

    /// <summary>Whether the last error was one that would come for ever, and enough of them will end the call.</summary>
    public bool MayBeFinal => _inARow > 0 && most < int.MaxValue;

    /// <summary>Counts an error.</summary>
    /// <returns>Whether there is no use in trying again.</returns>
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
                // Whoever wrote its message has looked at what is behind it.
                case SherlockException known:
                    return known.Passes;
                case TimeoutException or OrleansException or OperationCanceledException or SocketException or DbException { IsTransient: true }:
                    return true;
            }
        }

        return false;
    }
}
