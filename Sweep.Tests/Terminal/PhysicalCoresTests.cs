using Sweep.Client.Terminal;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Terminal;

public sealed class PhysicalCoresTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0-7", 8, 4)]       // all of four cores of two processors each
    [InlineData("0-3", 4, 4)]       // one processor of each
    [InlineData("0,4,1,5", 4, 2)]   // both of two
    [InlineData("0-7", 3, 3)]       // a quota below the cores
    [InlineData("2", 1, 1)]
    [InlineData("0-127", 8, 4)]     // most of which are not there
    public void Count_OfTheProcessorsThatAreAllowed_IsThatOfTheirCores(string allowed, int logical, int expected)
    {
        for (var processor = 0; processor < 8; processor++)
        {
            Write($"cpu{processor}/topology/thread_siblings_list", $"{processor % 4},{(processor % 4) + 4}\n");
        }

        Assert.Equal(
            expected, PhysicalCores.Count(logical, Write("status", $"Name:\tdotnet\nCpus_allowed_list:\t{allowed}\n"), _folder.Path));
    }

    [Fact]
    public void Count_WhereTheSystemDoesNotTell_IsThatOfTheLogicalProcessors()
    {
        Assert.Equal(6, PhysicalCores.Count(6, Path.Combine(_folder.Path, "nothing"), _folder.Path));
        Assert.Equal(6, PhysicalCores.Count(6, Write("status", "Cpus_allowed_list:\t0-5\n"), _folder.Path));
        Assert.Equal(6, PhysicalCores.Count(6, Write("status", "Cpus_allowed_list:\t5-0,99999999999\n"), _folder.Path));
        Assert.Equal(6, PhysicalCores.Count(6, Write("status", "Name:\tdotnet\n"), _folder.Path));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
