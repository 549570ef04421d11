namespace Sweep.Grains.Connections;

/// <summary>Writes new files, each completely or not at all; it never replaces an existing file.</summary>
internal static class NewFiles
{
    private const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Secret | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes a folder that only its owner can enter; an existing folder is left as it is.</summary>
    /// <exception cref="SherlockException">The folder cannot be made.</exception>
    public static void MakeFolder(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new SherlockException("The folder's name is blank; give one, such as 'certs'.");
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, Secret | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SherlockException($"Cannot make the folder '{folder}': {exception.Message}", innerException: exception);
        }
    }

    /// <exception cref="SherlockException">A file exists already, or cannot be written; then none of them is left behind.</exception>
    public static void Write(IReadOnlyList<(string Path, string Text, bool IsSecret)> files)
    {
        if (files.FirstOrDefault(file => File.Exists(file.Path)) is { Path: { } taken })
        {
            throw Taken(taken);
        }

        var written = new List<string>();
        try
        {
            foreach (var (path, text, isSecret) in files)
            {
                Write(path, text, isSecret ? Secret : Public);
                written.Add(path);
            }
        }
        catch
        {
            written.ForEach(File.Delete);
            throw;
        }
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        try
        {
            if (!AtomicFile.WriteIfAbsent(path, System.Text.Encoding.ASCII.GetBytes(text), mode)) { throw Taken(path); }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"Cannot write '{path}': {exception.Message}", innerException: exception);
        }
    }

    private static SherlockException Taken(string path) =>
        new($"'{path}' is there already and is not overwritten; choose another name or folder, or move it away.");
}
