using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Connections;

/// <summary>Checks the other side's certificate, and keeps the problem for the log line.</summary>
internal sealed class PeerCheck
{
    /// <summary>What is wrong with it, as the end of a sentence; null if nothing is, or if it was not checked.</summary>
    public string? Problem { get; private set; }

    public bool IsGood(X509Chain? chain, SslPolicyErrors errors)
    {
        Problem = chain is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)
            ? "it showed no certificate"
            : CertificateRules.Problem(chain) is { } problem ? $"its certificate {problem}"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? "its certificate was not accepted"
            : null;
        return Problem is null;
    }
}
