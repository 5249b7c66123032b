using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class TlsCertificatesTests
{
    private readonly ManualTimeProvider _time = new();
    private string _folder = string.Empty;

    private TlsFiles Files => new(Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("inboundfilter-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Is_read_at_once_and_again_when_the_files_change()
    {
        Write("first.example");
        TlsCertificates certificates = Make();
        Assert.That(Subject(certificates), Is.EqualTo("CN=first.example"));

        Write("another-name.example");
        Assert.That(Subject(certificates), Is.EqualTo("CN=first.example"), "looked at once a second");

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Subject(certificates), Is.EqualTo("CN=another-name.example"));
    }

    [Test]
    public void A_file_that_cannot_be_read_changes_nothing()
    {
        Write("first.example");
        TlsCertificates certificates = Make();

        File.WriteAllText(Files.CertificatePath, "not a certificate");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Subject(certificates), Is.EqualTo("CN=first.example"));

        Write("second.example");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Subject(certificates), Is.EqualTo("CN=second.example"));
    }

    [Test]
    public void A_certificate_that_appears_later_is_found()
    {
        TlsCertificates certificates = Make();
        Assert.That(certificates.Current, Is.Null);

        Write("late.example");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Subject(certificates), Is.EqualTo("CN=late.example"));
    }

    private static string? Subject(TlsCertificates certificates) => certificates.Current?.ServerCertificateContext?.TargetCertificate.Subject;

    private TlsCertificates Make() => new(Files, _time, NullLogger<TlsCertificates>.Instance);

    private void Write(string name) => TestCertificate.Write(Files.CertificatePath, Files.KeyPath, name);
}
