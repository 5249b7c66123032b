using System.Security.Cryptography.X509Certificates;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Reads the certificates of the listeners, and tells until when they hold.</summary>
internal sealed class CertificateLook(FilterOptions options, TimeProvider time) : IHealthLook
{
    public string Area => "Certificate";

    public Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation)
    {
        var named = options.Listen.Where(l => l.Tls is not null).Select(l => (Name: $"{l.Address}", Tls: l.Tls!));
        return Task.FromResult<IReadOnlyList<HealthItem>>([.. named.Select(n => ItemOf(n.Name, n.Tls, time.GetUtcNow()))]);
    }

    private HealthItem ItemOf(string name, TlsOptions tls, DateTimeOffset now)
    {
        var fault = CertificateFault.Find(tls, now);
        if (EndOf(tls) is { } end && end > now)
        {
            string days = FormattableString.Invariant($"holds until {end:yyyy-MM-dd}, {(end - now).TotalDays:0} days");
            return fault is null ? new HealthItem(Area, name, HealthState.Good, days) : new HealthItem(Area, name, HealthState.Warning, $"{days}: {fault.Value.Problem} → {fault.Value.Fix}");
        }

        return new HealthItem(Area, name, HealthState.Bad, fault is { } wrong ? $"{wrong.Problem} → {wrong.Fix}" : "cannot be read");
    }

    private static DateTimeOffset? EndOf(TlsOptions tls)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(tls.Certificate));
            return certificate.NotAfter.ToUniversalTime();
        }
        catch (Exception fault) when (fault is System.Security.Cryptography.CryptographicException or ArgumentException || FileFault.Explain(fault) is not null)
        {
            return null;
        }
    }
}
