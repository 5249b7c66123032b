using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InboundFilter.Daemon.Configuration;

/// <summary>What is wrong with the certificate of a listener, in words for the administrator.</summary>
internal readonly record struct CertificateFault(string Problem, string Fix)
{
    /// <summary>How long before its end a certificate is complained of; those that are renewed by themselves are renewed earlier.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(21);

    /// <summary>Null when nothing is wrong.</summary>
    /// <param name="tls">Files that exist.</param>
    /// <param name="now">The time at which the certificate shall hold.</param>
    public static CertificateFault? Find(TlsOptions tls, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(tls.Certificate));
            return Matches(tls) ? FindInTime(certificate, now)
                : new("its key does not belong to it, or cannot be read", "name the key that the certificate was made with, without a pass phrase");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException || FileFault.Explain(fault) is not null)
        {
            return new("the file holds no certificate that can be read", "write a PEM file with the certificate, and the chain behind it");
        }
    }

    private static bool Matches(TlsOptions tls)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key);
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException || FileFault.Explain(fault) is not null)
        {
            return false;
        }
    }

    private static CertificateFault? FindInTime(X509Certificate2 certificate, DateTimeOffset now)
    {
        DateTimeOffset from = certificate.NotBefore.ToUniversalTime(), to = certificate.NotAfter.ToUniversalTime();
        return now < from ? new($"it is not valid before {from:yyyy-MM-dd}", "correct the clock, or name the certificate that holds now")
            : now >= to ? new($"it expired on {to:yyyy-MM-dd}", "renew it")
            : to - now < Notice ? new($"it expires on {to:yyyy-MM-dd}", "renew it; the files are read again when they change")
            : null;
    }
}
