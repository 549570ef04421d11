using System.Text;
using Sweep.Client.Terminal;

namespace Sweep.Tests.Terminal;

public sealed class ProcessTitleTests
{
    [Fact]
    public void Hide_InMemory_OverwritesEachOccurrenceBetweenThePositionsAlone()
    {
        var bytes = Encoding.UTF8.GetBytes("key serve\0--database\0Password=key;\0keykey\0 key");
        using var memory = new MemoryStream(bytes);

        Assert.Equal(3, ProcessTitle.Hide(memory, 4, bytes.Length - 4, "key"));
        Assert.Equal("key serve\0--database\0Password=***;\0******\0 key", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Hide_OfWhatIsNotThere_ChangesNothing()
    {
        using var memory = new MemoryStream("abc"u8.ToArray());

        Assert.Equal(0, ProcessTitle.Hide(memory, 0, 3, "abcd"));
        Assert.Equal("abc"u8, memory.ToArray());
    }

    [Fact]
    public void ArgumentRange_WithAnyNameOfTheProgram_IsFields48And49()
    {
        var fields = string.Join(' ', Enumerable.Range(3, 50).Select(field => $"{field}00"));

        Assert.Equal((4800, 4900), ProcessTitle.ArgumentRange($"7 (a) b) {fields}\n"));
        Assert.Null(ProcessTitle.ArgumentRange("7 (a) S 1 2"));
    }

    [Fact]
    public void Hide_OfAnArgumentOfThisProcess_ChangesWhatTheSystemShows()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Equal(0, ProcessTitle.Hide("anything"));
            return;
        }

        // The last word of the command line of whatever runs the tests; it was read long ago.
        var last = File.ReadAllText("/proc/self/cmdline").TrimEnd('\0').Split('\0')[^1];
        Assert.InRange(ProcessTitle.Hide(last), 1, int.MaxValue);

        Assert.DoesNotContain(last, File.ReadAllText("/proc/self/cmdline"), StringComparison.Ordinal);
        Assert.EndsWith(new string('*', last.Length), File.ReadAllText("/proc/self/cmdline").TrimEnd('\0'), StringComparison.Ordinal);
    }
}
