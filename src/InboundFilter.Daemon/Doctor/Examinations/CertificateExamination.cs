using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Reads the certificates of all listeners: key, time, name and chain.</summary>
internal sealed class CertificateExamination(FilterOptions options, TimeProvider time) : IExamination
{
    public string Area => "certificate";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        List<Diagnosis> all = [.. options.Listen.Where(l => l.Tls is not null).SelectMany(l => Of($"{l.Address}", l.Tls!, options.HostName.Value, isWeb: false))];
        if (options.Listen.All(l => l.Tls is null))
        {
            all.Add(new Diagnosis(Area, null, DiagnosisLevel.Warning, "no listener has one, so all mail comes in clear", "write tls: {certificate: FILE, key: FILE} beside the address; certificates of any ACME service will do"));
        }

        if (options.Portal is { Tls: { } tls } portal)
        {
            all.AddRange(Of($"{portal.Listen}", tls, options.HelpUrl.IdnHost, isWeb: true));
        }

        return Task.FromResult<IReadOnlyList<Diagnosis>>(all);
    }

    private List<Diagnosis> Of(string name, TlsOptions tls, string host, bool isWeb)
    {
        var now = time.GetUtcNow();
        var all = new List<Diagnosis>();
        var fault = CertificateFault.Find(tls, now);
        var pem = new X509Certificate2Collection();
        try
        {
            pem.ImportFromPemFile(tls.Certificate);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException || FileFault.Explain(unreadable) is not null)
        {
            // The fault says so.
        }

        if (fault is { } wrong)
        {
            bool holds = pem.Count > 0 && wrong.Problem.StartsWith("it expires", StringComparison.Ordinal);
            all.Add(Say(holds ? DiagnosisLevel.Warning : DiagnosisLevel.Error, $"{tls.Certificate}: {wrong.Problem}", wrong.Fix));
        }

        if (pem.Count > 0)
        {
            if (!pem[0].MatchesHostname(host))
            {
                all.Add(Say(isWeb ? DiagnosisLevel.Error : DiagnosisLevel.Warning, $"{tls.Certificate} does not name {host}", $"get one that names {host}"));
            }

            if (Chain(pem, now) is { } problem)
            {
                all.Add(Say(isWeb ? DiagnosisLevel.Error : DiagnosisLevel.Warning, problem.Seen, problem.Remedy));
            }
        }

        foreach (var certificate in pem)
        {
            certificate.Dispose();
        }

        return all.Count > 0 ? all : [Say(DiagnosisLevel.Ok, $"{tls.Certificate} names {host} and holds", null)];

        Diagnosis Say(DiagnosisLevel level, string seen, string? remedy) => new(Area, name, level, seen, remedy);
    }

    private static (string Seen, string Remedy)? Chain(X509Certificate2Collection pem, DateTimeOffset now)
    {
        var leaf = pem[0];
        if (leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData))
        {
            return ("it is signed by itself: servers that send by MTA-STS, and browsers, do not take it", "get one of an ACME service");
        }

        using var chain = new X509Chain();
        chain.ChainPolicy = new X509ChainPolicy
        {
            // What the file lacks must not be fetched: clients do not fetch it either.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = now.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        chain.ChainPolicy.ExtraStore.AddRange(pem);
        chain.Build(leaf);
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
        return (status & X509ChainStatusFlags.PartialChain) != 0 ? ("the chain behind it is not whole", "write the certificates of its issuers behind it in the same file (fullchain.pem)")
            : (status & X509ChainStatusFlags.UntrustedRoot) != 0 ? ("its issuer is not one that this system trusts", "get one of an ACME service, or add the issuer to the system's authorities")
            : null;
    }
}
