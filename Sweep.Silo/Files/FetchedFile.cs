using Sweep.Grains;

namespace Sweep.Silo.Files;

/// <summary>A file that bytes of the database are written to. Its own errors are not mistaken for those of the connection that they come from.</summary>
/// <param name="path">Where there is nothing yet.</param>
internal sealed class FetchedFile(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new SherlockException($"The checkpoint cannot be fetched to '{Name}': {exception.Message}", SherlockException.OutOfReach);
        }
    }
}
