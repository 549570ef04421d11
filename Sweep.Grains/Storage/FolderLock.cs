namespace Sweep.Grains.Storage;

/// <summary>The lock of a data folder. The process that trains in the folder holds it until the process ends, however it ends.</summary>
public static class FolderLock
{
    /// <summary>The lock's file name in the data folder.</summary>
    public const string FileName = "lock";

    /// <summary>Whether no process holds the folder. If the lock cannot be examined, the folder counts as held.</summary>
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
