namespace Sweep.Tests.Native;

/// <summary>A temporary folder for one test; it is deleted when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-tests-");

    public string[] Files => [.. _folder.EnumerateFiles().Select(file => file.Name)];

    public string Add(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Name(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
