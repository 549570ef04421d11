using Microsoft.Extensions.Configuration;
using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class KeptTimesTests
{
    [Fact]
    public void Read_WithoutASetting_KeepsEverything() => Assert.Equal(new Retention(), Read([]));

    [Fact]
    public void Read_OfHoursAndDays_IsTheirTime() => Assert.Equal(
        new Retention(Checkpoints: TimeSpan.FromDays(30), Sweeps: TimeSpan.FromHours(12)),
        Read(new() { ["keep-checkpoints"] = "30d", ["keep-sweeps"] = "12h" }));

    [Theory]
    [InlineData("30")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("d")]
    [InlineData("1000000d")]
    public void Read_OfWhatIsNoAge_IsOneLine(string text)
    {
        var wrong = Assert.Throws<SherlockException>(() => Read(new() { ["keep-events"] = text }));
        Assert.Equal(
            $"--keep-events is '{text}'; allowed: a whole number of hours or days from 1, such as 12h or 30d.", wrong.Message);
    }

    private static Retention Read(Dictionary<string, string> flags) => KeptTimes.Read(new(
        flag => flags.GetValueOrDefault(flag.Name), _ => null, new ConfigurationBuilder().Build().GetSection(ServeFlag.Section)));
}
