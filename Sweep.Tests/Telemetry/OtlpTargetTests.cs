using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using Sweep.Grains;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Telemetry;

public sealed class OtlpTargetTests
{
    [Theory]
    [InlineData("http://collector:4318", "http://collector:4318/v1/traces")]
    [InlineData("http://collector:4318/", "http://collector:4318/v1/traces")]
    [InlineData("https://collector/otlp", "https://collector/otlp/v1/traces")]
    [InlineData("http://collector:4318/v1/traces", "http://collector:4318/v1/traces")]
    public void Read_OfACollectorsAddress_NamesThePlaceOfTraces(string given, string endpoint) =>
        Assert.Equal(endpoint, Read(given)!.Endpoint.ToString());

    [Fact]
    public void Read_WithNothingSet_IsOff() => Assert.Null(Read(null));

    [Fact]
    public void Read_OfTheFlagAndOpenTelemetrysOwnVariable_TakesTheFlag()
    {
        Assert.Equal("flag", Read("http://flag", ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://variable"))!.Endpoint.Host);
        Assert.Equal("variable", Read(null, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://variable"))!.Endpoint.Host);
    }

    [Fact]
    public void Read_OfTheVariablesForTracesAlone_TakesThemBeforeTheOthersAndAsTheyAre()
    {
        (string, string)[] both =
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318"), ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:4318/spans"),
        ];

        Assert.Equal("http://traces:4318/spans", Read(null, both)!.Endpoint.ToString());
        Assert.Equal("http://flag/v1/traces", Read("http://flag", both)!.Endpoint.ToString());
        (string, string)[] protocols = [("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc")];
        Assert.Equal(OtlpExportProtocol.Grpc, Read(null, [.. both, .. protocols])!.Protocol);
    }

    [Fact]
    public void Read_WithTheProtocolGrpc_LeavesTheAddressAsItIs() =>
        Assert.Equal("http://collector:4317/", Read("http://collector:4317", ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))!.Endpoint.ToString());

    [Theory]
    [InlineData(
        "collector:4318", "--otlp is 'collector:4318'; allowed: the address of an OpenTelemetry collector, such as http://collector:4318.")]
    [InlineData("", "--otlp is ''; allowed: the address of an OpenTelemetry collector")]
    public void Read_OfWhatIsNoAddress_SaysWhatWouldBeRight(string given, string says) =>
        Assert.StartsWith(says, Assert.Throws<SherlockException>(() => Read(given)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OfAnUnknownProtocol_SaysWhichThereAre() => Assert.Equal(
        "OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'; allowed: http/protobuf or grpc.",
        Assert.Throws<SherlockException>(() => Read("http://collector", ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"))).Message);

    private static OtlpTarget? Read(string? flag, params (string Name, string Value)[] environment)
    {
        var section = new ConfigurationBuilder().Build().GetSection(ServeFlag.Section);
        return OtlpTarget.Read(new(
            one => one == ServeFlags.Otlp ? flag : null,
            name => environment.FirstOrDefault(variable => variable.Name == name).Value,
            section));
    }
}
