using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Connections;

/// <summary>Decides whether a certificate is one of ours: signed by our private authority, not expired, and meant for TLS.</summary>
internal static class CertificateRules
{
    private const X509ChainStatusFlags Untrusted =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    public static Oid ServerUse { get; } = new("1.3.6.1.5.5.7.3.1");

    public static Oid ClientUse { get; } = new("1.3.6.1.5.5.7.3.2");

    /// <summary>
    /// Trusts that authority alone, and looks nothing up over the network, because a stranger's certificate could name any address there.
    /// </summary>
    public static X509ChainPolicy Policy(X509Certificate2 authority, Oid use, TimeProvider time)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = time.GetUtcNow().LocalDateTime,
        };
        policy.CustomTrustStore.Add(authority);
        policy.ApplicationPolicy.Add(use);
        return policy;
    }

    /// <summary>Says what is wrong with a chain, as a predicate; null if it is valid.</summary>
    public static string? Problem(X509Chain chain)
    {
        var found = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if (found == X509ChainStatusFlags.NoError)
        {
            return null;
        }

        if ((found & Untrusted) != 0)
        {
            return "was not signed by this cluster's authority (ca.pem)";
        }

        return found.HasFlag(X509ChainStatusFlags.NotTimeValid) ? OutOfTime(chain)
            : found.HasFlag(X509ChainStatusFlags.NotValidForUsage) ? "is not meant for TLS between these two sides (extended key usage)"
            : $"is not valid ({found})";
    }

    private static string OutOfTime(X509Chain chain)
    {
        // The authority itself may have expired too; then a new certificate does not help.
        var now = chain.ChainPolicy.VerificationTime;
        var (outOfTime, whose) = chain.ChainElements
            .Select((element, index) => (element.Certificate, Whose: index == 0 ? "" : "comes from an authority that "))
            .FirstOrDefault(
                element => now < element.Certificate.NotBefore || now > element.Certificate.NotAfter,
                (chain.ChainElements[0].Certificate, ""));
        var (verb, day) = now < outOfTime.NotBefore ? ("is valid only from", outOfTime.NotBefore) : ("expired on", outOfTime.NotAfter);
        return string.Create(CultureInfo.InvariantCulture, $"{whose}{verb} {day.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");
    }
}
