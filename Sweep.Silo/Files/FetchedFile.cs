using Sweep.Grains;

namespace Sweep.Silo.Files;

/// <summary>
/// A file into which bytes of the database are written. Its own errors can be told from those of the database connection.
/// </summary>
/// <param name="path">A path at which no file exists yet.</param>
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
