using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Tests.Daemon.Configuration;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CertificateFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase(-10, 22, true, null)]
    [TestCase(-10, 20, true, "it expires on 2026-12-12")]
    [TestCase(-10, -1, true, "it expired on 2026-11-21")]
    [TestCase(1, 90, true, "it is not valid before 2026-11-23")]
    [TestCase(-10, 90, false, "its key does not belong to it, or cannot be read")]
    public void A_certificate_is_complained_of_in_time(int fromDays, int toDays, bool ownKey, string? problem)
    {
        var (certificate, key) = Make(fromDays, toDays);
        var tls = new TlsOptions { Certificate = _folder.Write("cert.pem", certificate), Key = _folder.Write("key.pem", ownKey ? key : Make(0, 1).Key) };

        Assert.That(CertificateFault.Find(tls, Given.Now)?.Problem, Is.EqualTo(problem));
    }

    private static (string Certificate, string Key) Make(int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=mx.example.test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Given.Now.AddDays(fromDays), Given.Now.AddDays(toDays));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
