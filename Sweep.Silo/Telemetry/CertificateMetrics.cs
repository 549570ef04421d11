using System.Diagnostics.Metrics;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// The gauge of the time until the silo's certificates expire. It has no series for a certificate that the silo does not have.
/// </summary>
internal sealed class CertificateMetrics
{
    public CertificateMetrics(IMeterFactory factory, CertificateEnds certificates, TimeProvider time) =>
        factory.Create("Sweep.Silo").CreateObservableGauge(
            "sweep.certificate.remaining",
            () => certificates.All.Select(one => new Measurement<double>(
                (one.End - time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>("use", one.Use))),
            "s",
            "Time until a certificate of this silo expires; negative after that.");
}
