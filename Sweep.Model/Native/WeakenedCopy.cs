using System.Security.Cryptography;

namespace Sweep.Model.Native;

/// <summary>
/// A copy of a library that does without one version of a library it needs. It is kept beside the original, named after its content, so
/// that it is written once. Where the program's folder is read-only it lives in a private temporary folder until it is loaded.
/// </summary>
internal static class WeakenedCopy
{
    /// <summary>Makes the copy and gives its path to <paramref name="load"/>.</summary>
    /// <exception cref="ModelException">The library is damaged, does not need that version, or no copy can be written.</exception>
    public static void Use(string library, string version, Action<string> load)
    {
        var bytes = Weakened(library, version);
        if (TryKeepBeside(library, bytes) is { } kept)
        {
            load(kept);
        }
        else
        {
            UseOnce(library, bytes, load);
        }
    }

    private static byte[] Weakened(string library, string version)
    {
        try
        {
            var bytes = File.ReadAllBytes(library);
            return ElfVersions.WeakVersion(bytes, version)
                ? bytes
                : throw new InvalidDataException($"it does not require {version}");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ModelException($"{library} cannot be made to do without {version}: {exception.Message.TrimEnd('.')}. "
                + $"Rebuild the program, or use a system whose libstdc++ has {version} (Debian 13, Ubuntu 24.04).", exception);
        }
    }

    /// <summary>The path of the copy beside the library; null where nothing can be written there.</summary>
    internal static string? TryKeepBeside(string library, byte[] bytes)
    {
        var name = $"{Path.GetFileNameWithoutExtension(library)}.weak-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.so";
        var path = Path.Combine(Path.GetDirectoryName(library)!, name);
        try
        {
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            {
                Write(path, bytes);
            }
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Written aside and renamed: another process at the same point finds no file or a whole one, and either's is as good.
    private static void Write(string path, byte[] bytes)
    {
        var aside = $"{path}.{Guid.NewGuid():n}";
        try
        {
            File.WriteAllBytes(aside, bytes);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    // What one finds in a shared temporary folder is not to be trusted: this one is new, this user's alone, and gone once the library is
    // loaded, which does not need its file any more.
    internal static void UseOnce(string library, byte[] bytes, Action<string> load)
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("sherlock-");
            try
            {
                var path = Path.Combine(folder.FullName, Path.GetFileName(library));
                File.WriteAllBytes(path, bytes);
                load(path);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{library} needs a changed copy of itself here, and neither its folder nor "
                + $"{Path.GetTempPath()} takes one: {exception.Message.TrimEnd('.')}. Make room, or make one of them writable "
                + "(TMPDIR names another temporary folder).", exception);
        }
    }
}
