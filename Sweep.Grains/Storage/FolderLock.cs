namespace Sweep.Grains.Storage;

/// <summary>The lock of a data folder: who trains in it holds it for as long as the process lives, however that ends.</summary>
public static class FolderLock
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "lock";

    /// <summary>Whether no process holds the folder. One whose lock cannot be looked at counts as held.</summary>
    public static bool IsFree(string folder)
    {
        try
        {
            using var look = new FileStream(Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
