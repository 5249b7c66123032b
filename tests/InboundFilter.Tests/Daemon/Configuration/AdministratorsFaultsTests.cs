namespace InboundFilter.Tests.Daemon.Configuration;

/// <summary>The faults that administrators of filters are known to make: each is found, at its line, with what would be right.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AdministratorsFaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("inboundfilter.yaml", "hostname: mx.example.test", "\"hostname\" is not a known key → did you mean host-name?")]
    [TestCase("lists/a.yaml", "block: [{ip: 203.0.113.300}]", "is not an address or network → write an address or a network such as")]
    [TestCase("lists/a.yaml", "block: [{ip: 203.0.113.7/24}]", "has bits set behind its prefix → the network is 203.0.113.0/24")]
    [TestCase("lists/a.yaml", "block: [{country: UK}]", "is not a country → write GB")]
    [TestCase("lists/a.yaml", "block: [{isp: AS4294967295}]", "is not an AS number → write AS and a number from 1 to 4294967294")]
    [TestCase("lists/a.yaml", "block: [{isp: AS99999999999999999999}]", "is not an AS number → write AS and a number from 1 to 4294967294")]
    [TestCase("lists/a.yaml", "allow: [{ip: 203.0.113.7}, {ip: 203.0.113.7}]", "is on the list already")]
    [TestCase("lists/a.yaml", "block: [{ip: 203.0.113.0/24}, {ip: 203.0.113.7}]", "does nothing beside \"203.0.113.0/24\" at lists/a.yaml:2, which covers it → remove one of them")]
    [TestCase("lists/a.yaml", "block: [{ip: 203.0.113.7, expires: 2026-11-21}]", "has expired and does not count → remove it, or give it a later date")]
    [TestCase("lists/a.yaml", "block: [{domain: example.test}]", "which covers example.test, a domain of ours → remove it")]
    [TestCase("policy.yaml", "order: [{Z.9: enforce}]", "\"Z.9\" is not a code that this version can raise → the codes are A.1")]
    [TestCase("policy.yaml", "order: [{A.1: enforce}]", "the order leaves out C.1, which keeps its shipped place and action → add - C.1: enforce, or - C.1: off")]
    [TestCase("dnsbl.yaml", "lists: [{zone: bl.example.net}]", "lists[0] lacks the key replies → add replies: and a value")]
    [TestCase("dnsbl.yaml", "lists: [{zone: bl.example.net, replies: {}}]", "no reply means listed → write those the list documents")]
    [TestCase("dnsbl.yaml", "lists: [{zone: zen.spamhaus.org, kind: domain, replies: [127.0.0.2]}]", "zen.spamhaus.org is a list of addresses, not of names → write kind: ip")]
    [TestCase("dnsbl.yaml", "lists: [{zone: dbl.spamhaus.org, replies: [127.0.1.2]}]", "dbl.spamhaus.org is a list of names, not of addresses → write kind: domain")]
    public void Is_found_at_its_line_with_what_would_be_right(string file, string fault, string told)
    {
        string main = _folder.Write("inboundfilter.yaml", "# the first line\n");
        _folder.Write("policy.yaml", "# the first line\n");
        _folder.Write("dnsbl.yaml", "# the first line\n");
        _folder.Write("lists/a.yaml", "# the first line\n");
        _folder.Write(file, $"# the first line\n{fault}\n");

        var problems = Given.Load(main).Problems.Select(problem => problem.ToString().Replace(_folder.Path + "/", string.Empty, StringComparison.Ordinal));

        Assert.That(problems, Has.Some.StartsWith($"{file}:2: ").And.Some.Contains(told));
        Assert.That(problems.Where(problem => problem.Contains(told, StringComparison.Ordinal)), Has.All.StartsWith($"{file}:2: "));
    }

    [Test]
    public void A_certificate_that_expires_soon_is_found_where_it_is_named()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        using var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=mx.example.test", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(Given.Now.AddDays(-10), Given.Now.AddDays(10));
        _folder.Write("cert.pem", certificate.ExportCertificatePem());
        _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        string main = _folder.Write("inboundfilter.yaml", "listen:\n  - address: 127.0.0.1:2525\n    tls:\n      certificate: cert.pem\n      key: key.pem\n");

        Assert.That(Given.Load(main).Problems.Select(problem => problem.ToString()), Has.Some.Contains("inboundfilter.yaml:4: certificate: it expires on 2026-12-02"));
    }
}
