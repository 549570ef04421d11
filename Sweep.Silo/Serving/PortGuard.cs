using System.Globalization;
using System.Net;
using Sweep.Grains;
using Sweep.Silo.Files;

namespace Sweep.Silo.Serving;

/// <summary>
/// Keeps other silos of this machine off a silo's ports as long as the process lives. Orleans lets several processes listen on one port, so that of two silos
/// which start together both find it free, and half of the connections of each would reach the other.
/// </summary>
internal sealed class PortGuard : IDisposable
{
    private readonly List<FileStream> _held = [];

    private PortGuard()
    {
    }

    /// <param name="ports">Zeros are not guarded.</param>
    /// <exception cref="SherlockException">Another silo has one.</exception>
    public static PortGuard Hold(IPAddress address, ServePorts ports)
    {
        var guard = new PortGuard();
        try
        {
            foreach (var (flag, port) in ports.All.Where(one => one.Port > 0)) { guard.Add(flag, new(address, port)); }
            return guard;
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    public void Dispose() => _held.ForEach(file => file.Dispose());

    private void Add(ServeFlag flag, IPEndPoint end)
    {
        // It stays: a file that is removed at the end may be locked by one process and made anew by the next.
        var name = string.Create(CultureInfo.InvariantCulture, $"sherlock-port-{end.Address.ToString().Replace(':', '_')}-{end.Port}.lock");
        try
        {
            _held.Add(new(Path.Combine(Path.GetTempPath(), name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException exception) when (DataFolder.IsLocked(exception))
        {
            throw new SherlockException(PortCheck.Taken(flag, end), SherlockException.OutOfReach, new PortHeldException(exception));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's file, or nowhere to write: the look at the port itself must do.
        }
    }
}

/// <summary>Another silo has the port.</summary>
internal sealed class PortHeldException(Exception cause) : IOException(cause.Message, cause);
