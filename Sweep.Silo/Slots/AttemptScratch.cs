using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.Slots;

/// <summary>
/// The folder that an attempt may use while it trains. It is made when it is first asked for, and removed when the attempt ends. If the
/// process is killed, the next one removes it.
/// </summary>
internal sealed partial class AttemptScratch(Lazy<ScratchFolder> root, TrialAssignment assignment, ILogger logger) : IDisposable
{
    private const string Attempts = "attempts";

    private DirectoryInfo? _folder;

    /// <exception cref="SherlockException">The folder cannot be made.</exception>
    public DirectoryInfo Folder()
    {
        try
        {
            return _folder ??= Directory.CreateDirectory(Path.Combine(root.Value.Path, Attempts, Name()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The folder of trial {assignment.Folder}/{assignment.Trial.Number} cannot be made: {exception.Message}",
                SherlockException.OutOfReach,
                exception);
        }
    }

    /// <summary>
    /// The name of a file for the state of the attempt's best point, beside the folder that the training may use as it likes.
    /// </summary>
    /// <exception cref="IOException">The folder that it belongs in cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">That folder may not be made.</exception>
    public string BestFile() =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(root.Value.Path, Attempts)).FullName, $"{Name()}.best");

    public void Dispose()
    {
        try
        {
            if (_folder is { } folder && Directory.Exists(folder.FullName)) { folder.Delete(recursive: true); }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process removes this folder with its own when it ends.
            LogNotRemoved(logger, _folder!.FullName, exception.Message);
        }
    }

    private string Name() =>
        string.Create(CultureInfo.InvariantCulture, $"{assignment.Folder}-{assignment.Trial.Number}-attempt-{assignment.Attempt}");

    [LoggerMessage(LogLevel.Warning, "The folder '{Folder}' of an attempt that has ended cannot be removed: {Problem}")]
    private static partial void LogNotRemoved(ILogger logger, string folder, string problem);
}
