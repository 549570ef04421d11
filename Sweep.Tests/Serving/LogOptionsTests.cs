using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Sweep.Grains;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

/// <summary>How much a silo logs, and in which form.</summary>
public sealed class LogOptionsTests
{
    [Fact]
    public void Line_AsJson_IsOneObjectWithTheTextAndTheLevel()
    {
        var line = new LogOptions(null, IsJson: true).Line(LogLevel.Warning, "The disk \"data\" is full.");

        Assert.DoesNotContain('\n', line);
        var json = JsonNode.Parse(line)!;
        Assert.Equal(("Warning", "The disk \"data\" is full."), ((string?)json["LogLevel"], (string?)json["Message"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT[\d:.]+Z$", (string?)json["Timestamp"]);
    }

    [Fact]
    public void Line_AsText_BeginsWithTheTimeAndTheWordOfItsLevel() => Assert.Matches(
        @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ warning: It is late\.$", LogOptions.Default.Line(LogLevel.Warning, "It is late."));

    [Theory]
    [InlineData("debug", "Debug", "Warning")]
    [InlineData("Warning", "Warning", "Warning")]
    [InlineData("error", "Error", "Error")]
    public void Apply_OfALevel_SetsThatOfTheSiloAndLetsLibrariesWarnAtMost(string level, string own, string others)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection().Build();

        Read(("log-level", level)).Apply(settings);

        Assert.Equal((own, others), (settings["Logging:LogLevel:Sweep"], settings["Logging:LogLevel:Default"]));
    }

    [Theory]
    [InlineData("log-level", "loud", "--log-level is 'loud'; allowed: trace, debug, information, warning, error, critical.")]
    [InlineData("log-format", "xml", "--log-format is 'xml'; allowed: text or json.")]
    public void Read_OfAWrongValue_SaysWhatIsAllowed(string flag, string value, string says) =>
        Assert.Equal(says, Assert.Throws<SherlockException>(() => Read((flag, value))).Message);

    private static LogOptions Read(params (string Flag, string Value)[] given) => LogOptions.Read(new(
        flag => given.Where(pair => pair.Flag == flag.Name).Select(pair => pair.Value).FirstOrDefault(), _ => null,
        new ConfigurationBuilder().Build().GetSection(ServeFlag.Section)));
}
