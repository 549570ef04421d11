namespace Sweep.Grains.Storage;

/// <summary>What a silo has told the database about itself, and what people want of it.</summary>
/// <param name="Version">The version of its program.</param>
/// <param name="Slots">The number of slots that it should have; it follows within seconds.</param>
/// <param name="Draining">What people want.</param>
/// <param name="Following">What of that the silo carries out already.</param>
/// <param name="SteeredBy">Who steered it last; null if it was never steered.</param>
/// <param name="CertificateEnd">When the certificate of its connections to silos and clients expires; null if it has none.</param>
/// <param name="HttpCertificateEnd">When the certificate of its HTTP port expires; null if the port does not encrypt.</param>
public sealed record SiloFacts(
    string Version, int Slots, Draining Draining = Draining.No, Draining Following = Draining.No, string? SteeredBy = null,
    DateTimeOffset? CertificateEnd = null, DateTimeOffset? HttpCertificateEnd = null);
