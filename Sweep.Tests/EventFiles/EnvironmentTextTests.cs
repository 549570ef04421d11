using System.Globalization;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class EnvironmentTextTests
{
    [Fact]
    public void Of_AnAttempt_SaysWhereAndWithWhatItTrains()
    {
        var rows = EnvironmentText.Of(3, "silo|1").Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..]
            .Select(line => line.Trim('|', ' ').Split(" | ")).ToDictionary(cells => cells[0], cells => cells[1]);

        Assert.Equal(
            [
                "attempt", "silo", "machine", "processor", "cores", "logical processors",
                "system", ".NET", "TorchSharp", "libtorch", "sherlock",
            ],
            rows.Keys);
        Assert.Equal(("3", "silo\\|1", Environment.MachineName), (rows["attempt"], rows["silo"], rows["machine"]));
        Assert.Equal($"{Environment.ProcessorCount}", rows["logical processors"]);
        Assert.InRange(int.Parse(rows["cores"], CultureInfo.InvariantCulture), 1, Environment.ProcessorCount);
        Assert.All(["TorchSharp", "libtorch", "sherlock", ".NET"], name => Assert.Matches(@"^\d+\.\d+\.\d+", rows[name]));
    }
}
