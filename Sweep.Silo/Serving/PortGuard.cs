using System.Globalization;
using System.Net;
using Sweep.Grains;
using Sweep.Silo.Files;

namespace Sweep.Silo.Serving;

/// <summary>
/// Keeps other silos of this machine off a silo's ports as long as the process lives. Orleans lets several processes listen on one port. If
/// two silos start together, both find it free, and half of each one's connections would reach the other.
/// </summary>
internal sealed class PortGuard : IDisposable
{
    private readonly List<FileStream> _held = [];

    private PortGuard()
    {
    }

    /// <param name="ports">The ports; zeros are not guarded.</param>
    /// <exception cref="SherlockException">Another silo has one of the ports.</exception>
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
        // The file stays: if it were removed at the end, one process might lock the old file while the next makes a new one.
        var name = string.Create(CultureInfo.InvariantCulture, $"sherlock-port-{end.Address.ToString().Replace(':', '_')}-{end.Port}.lock");
        try
        {
            _held.Add(new(
                Path.Combine(Path.GetTempPath(), name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException exception) when (DataFolder.IsLocked(exception))
        {
            throw new SherlockException(PortCheck.Taken(flag, end), SherlockException.OutOfReach, new PortHeldException(exception));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file belongs to another user, or the folder is not writable. Then the check of the port itself has to be enough.
        }
    }
}

/// <summary>Another silo has the port.</summary>
internal sealed class PortHeldException(Exception cause) : IOException(cause.Message, cause);
