namespace Sweep.Grains;

/// <summary>Reads files that people name. A pipe or a device is refused at once, because it may let its reader wait without end.</summary>
public static class RegularFile
{
    /// <summary>
    /// Makes sure that a path is not a pipe or a device. One that the process was started with may be read: its writer runs already.
    /// </summary>
    /// <exception cref="IOException">It is one.</exception>
    public static void Require(string path)
    {
        if (FileTypes.IsSpecial(path) && !FileTypes.IsDescriptor(path))
        {
            throw new IOException("it is a pipe or a device; expected a file.");
        }
    }

    /// <inheritdoc cref="Require"/>
    public static FileStream OpenRead(string path)
    {
        Require(path);
        return File.OpenRead(path);
    }

    /// <inheritdoc cref="Require"/>
    public static string ReadAllText(string path)
    {
        using var reader = new StreamReader(OpenRead(path));
        return reader.ReadToEnd();
    }
}
