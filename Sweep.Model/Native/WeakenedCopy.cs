using System.Security.Cryptography;

namespace Sweep.Model.Native;

/// <summary>
/// Makes a copy of a library that works without one version of a library that it requires. The copy is kept beside the original and named
/// after its content, so it is written once. If the program's folder is read-only, the copy is in a private temporary folder until it is
/// loaded.
/// </summary>
internal static class WeakenedCopy
{
    /// <summary>Makes the copy and passes its path to <paramref name="load"/>.</summary>
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

    /// <summary>Returns the path of the copy beside the library; null if that folder is not writable.</summary>
    internal static string? TryKeepBeside(string library, byte[] bytes)
    {
        var name = $"{Path.GetFileNameWithoutExtension(library)}.weak-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.so";
        var path = Path.Combine(Path.GetDirectoryName(library)!, name);
        try
        {
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            {
                // Another process at the same point finds no file or a whole one, and either's is as good.
                AtomicFile.Write(path, stream => stream.Write(bytes));
            }

            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A file that already exists in a shared temporary folder cannot be trusted. This one is new, belongs to this user alone, and is
    // deleted once the library is loaded, which no longer needs its file then.
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
