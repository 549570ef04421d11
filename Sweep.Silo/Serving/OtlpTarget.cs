using OpenTelemetry.Exporter;
using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>The OpenTelemetry collector that traces are sent to, if any.</summary>
/// <param name="Endpoint">The complete address that spans are sent to.</param>
internal sealed record OtlpTarget(Uri Endpoint, OtlpExportProtocol Protocol)
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string TracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string TracesProtocolVariable = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";
    private const string TracesPath = "v1/traces";

    private const string Allowed = "the address of an OpenTelemetry collector, such as http://collector:4318";

    /// <summary>
    /// Reads the setting, or OpenTelemetry's own variables if it is not given. The variable for traces alone takes precedence over the
    /// general one, and is used unchanged.
    /// </summary>
    /// <returns>Null if traces are off.</returns>
    /// <exception cref="SherlockException">The address is invalid, or the protocol is unknown.</exception>
    public static OtlpTarget? Read(ServeInputs inputs)
    {
        var own = inputs.Text(ServeFlags.Otlp, Allowed);
        var forTraces = own is null ? inputs.Variable(TracesEndpointVariable) : null;
        if ((own ?? forTraces ?? inputs.Variable(EndpointVariable)) is not { } input) { return null; }
        if (!Uri.TryCreate(input.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw ServeInputs.Wrong(input, Allowed);
        }

        var protocol = ProtocolOf(inputs.Variable(TracesProtocolVariable) ?? inputs.Variable(ProtocolVariable));
        return new(protocol is OtlpExportProtocol.HttpProtobuf && forTraces is null ? WithPath(address) : address, protocol);
    }

    private static OtlpExportProtocol ProtocolOf(ServeInput? input) => input switch
    {
        null or { Value: "http/protobuf" } => OtlpExportProtocol.HttpProtobuf,
#pragma warning disable CS0618 // Not for .NET Framework, says the compiler; this is none.
        { Value: "grpc" } => OtlpExportProtocol.Grpc,
#pragma warning restore CS0618
        { } other => throw ServeInputs.Wrong(other, "http/protobuf or grpc"),
    };

    private static Uri WithPath(Uri address) => address.AbsolutePath.EndsWith(TracesPath, StringComparison.Ordinal)
        ? address
        : new($"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{TracesPath}{address.Query}");
}
