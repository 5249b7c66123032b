using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>Makes a self-signed certificate.</summary>
internal static class TestCertificate
{
    /// <summary>Writes cert.pem and key.pem.</summary>
    public static void Write(TestFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.example.test", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        folder.Write("cert.pem", certificate.ExportCertificatePem());
        folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }
}
