using Sweep.Grains;

namespace Sweep.Silo.Files;

/// <summary>Runs work on files. An error of the disk is the slot's obstacle, and never counts against a trial.</summary>
internal static class OnDisk
{
    /// <exception cref="SherlockException">A file or a folder cannot be used.</exception>
    public static void Run(Action work) => Get(() =>
    {
        work();
        return true;
    });

    /// <inheritdoc cref="Run"/>
    public static T Get<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
    }
}
