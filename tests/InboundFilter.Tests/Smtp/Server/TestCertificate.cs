using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>Self-signed certificates in PEM files.</summary>
internal static class TestCertificate
{
    public static void Write(string certificatePath, string keyPath, string commonName)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
    }
}
