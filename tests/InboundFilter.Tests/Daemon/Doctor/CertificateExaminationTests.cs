using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Doctor;
using InboundFilter.Daemon.Doctor.Examinations;
using InboundFilter.Dns;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Doctor;

internal sealed class CertificateExaminationTests
{
    private readonly ManualTimeProvider _time = new(Given.Now);
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("inboundfilter-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("mx.ours.org", 90, DiagnosisLevel.Warning, "signed by itself", "ACME")]
    [TestCase("mx.other.org", 90, DiagnosisLevel.Warning, "does not name mx.ours.org", "names mx.ours.org")]
    [TestCase("mx.ours.org", 5, DiagnosisLevel.Warning, "it expires on", "renew")]
    [TestCase("mx.ours.org", -1, DiagnosisLevel.Error, "it expired on", "renew")]
    public Task A_certificate_must_hold_and_name_us(string name, int days, DiagnosisLevel level, string seen, string remedy)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(name, key).CreateSelfSigned(Given.Now.AddDays(-30), Given.Now.AddDays(days));
        return Examine(certificate, key).AssertSeesAsync(level, seen, remedy);
    }

    [Test]
    public Task A_key_of_another_certificate_is_told()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request("mx.ours.org", key).CreateSelfSigned(Given.Now.AddDays(-1), Given.Now.AddDays(90));
        return Examine(certificate, other).AssertSeesAsync(DiagnosisLevel.Error, "its key does not belong to it", "the key that");
    }

    [TestCase(false, "the chain behind it is not whole", "fullchain.pem")]
    [TestCase(true, "its issuer is not one that this system trusts", "authorities")]
    public Task The_chain_must_be_whole_and_trusted(bool whole, string seen, string remedy)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(Given.Now.AddDays(-9), Given.Now.AddDays(99));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request("mx.ours.org", key).Create(authority, Given.Now.AddDays(-1), Given.Now.AddDays(90), [7]);
        return Examine(certificate, key, whole ? authority : null).AssertSeesAsync(DiagnosisLevel.Warning, seen, remedy);
    }

    [Test]
    public Task A_file_that_holds_none_is_told()
    {
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), "nothing");
        File.WriteAllText(Path.Combine(_folder, "key.pem"), "nothing");
        return Examine().AssertSeesAsync(DiagnosisLevel.Error, "no certificate that can be read", "PEM");
    }

    [Test]
    public Task Mail_in_clear_is_told() =>
        new CertificateExamination(new FilterOptions { HostName = DomainName.Parse("mx.ours.org") }, _time).AssertSeesAsync(DiagnosisLevel.Warning, "in clear", "tls:");

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private CertificateExamination Examine(X509Certificate2 certificate, ECDsa key, X509Certificate2? behind = null)
    {
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), $"{certificate.ExportCertificatePem()}\n{behind?.ExportCertificatePem()}\n");
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Examine();
    }

    private CertificateExamination Examine() => new(
        new FilterOptions
        {
            HostName = DomainName.Parse("mx.ours.org"),
            Listen = [new() { Address = IPEndPoint.Parse("0.0.0.0:25"), Tls = new TlsOptions { Certificate = Path.Combine(_folder, "cert.pem"), Key = Path.Combine(_folder, "key.pem") } }],
        },
        _time);
}
