using System.Text;
using Microsoft.Win32.SafeHandles;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads a grid file's text from disk; reports a failure in one line.</summary>
internal static class GridText
{
    private const int MostBytes = 1 << 20;
    private const string Allowed = "a grid file in YAML";

    /// <param name="check">Checks the open file before it is read, so that nothing else is read than what was checked.</param>
    public static string Read(string path, Action<SafeFileHandle>? check = null)
    {
        try
        {
            return Decode(ReadBytes(path, check));
        }
        catch (DecoderFallbackException exception)
        {
            throw new SherlockException($"{path}: found bytes that are not text in UTF-8; allowed: {Allowed}", innerException: exception);
        }
        catch (UnauthorizedAccessException exception) when (Directory.Exists(path))
        {
            throw new SherlockException($"{path}: found a folder; allowed: {Allowed}", innerException: exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new SherlockException($"{path}: found no such file; allowed: {Allowed}{Neighbour(path)}", innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"{path}: cannot be read: {exception.Message}", innerException: exception);
        }
    }

    /// <summary>Reads at most the limit, because a device file may be endless.</summary>
    private static MemoryStream ReadBytes(string path, Action<SafeFileHandle>? check)
    {
        using var file = RegularFile.OpenRead(path);
        check?.Invoke(file.SafeFileHandle);
        var bytes = new byte[MostBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MostBytes
            ? new MemoryStream(bytes, 0, length)
            : throw new SherlockException($"{path}: found more than 1 MiB; allowed: {Allowed}, which is a page of text");
    }

    private static string Decode(MemoryStream bytes)
    {
        using var reader = new StreamReader(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true));
        return reader.ReadToEnd();
    }

    private static string Neighbour(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        if (!Directory.Exists(folder.Length == 0 ? "." : folder)) { return GridSource.Hint(path); }

        var names = Directory.EnumerateFiles(
            folder.Length == 0 ? "." : folder, "*.y*ml", new EnumerationOptions { IgnoreInaccessible = true })
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);
        return Spelling.Nearest(Path.GetFileName(path), names) is { } name
            ? $"; did you mean '{Path.Combine(folder, name)}'?"
            : GridSource.Hint(path);
    }
}
