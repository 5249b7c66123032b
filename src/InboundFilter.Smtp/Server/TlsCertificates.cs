using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Server;

/// <summary>A listener's certificate, read again when its files change; the old one stays in use while the new one cannot be read.</summary>
public sealed class TlsCertificates
{
    /// <summary>The files are looked at no more often than this.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TlsFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private long _lookedAt;
    private FileStamps _stamps;
    private SslServerAuthenticationOptions? _current;

    /// <summary>Reads the files; a fault in them is logged and does not throw.</summary>
    public TlsCertificates(TlsFiles files, TimeProvider time, ILogger<TlsCertificates> log)
    {
        _files = files;
        _time = time;
        _log = log;
        _lookedAt = time.GetTimestamp();
        Reload();
    }

    /// <summary>What the next handshake needs; null while no certificate could be read.</summary>
    public SslServerAuthenticationOptions? Current
    {
        get
        {
            lock (_lock)
            {
                if (_time.GetElapsedTime(_lookedAt) >= LookInterval)
                {
                    _lookedAt = _time.GetTimestamp();
                    Reload();
                }

                return _current;
            }
        }
    }

    private void Reload()
    {
        FileStamps stamps = FileStamps.Of(_files);
        if (stamps == _stamps)
        {
            return;
        }

        // Noted even when reading fails, so that a broken file is read and logged once, not every second.
        _stamps = stamps;
        try
        {
            X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(_files.CertificatePath, _files.KeyPath);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(_files.CertificatePath);

            // Handshakes in progress hold the former certificate, so it is left to the collector.
            _current = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowRenegotiation = false,
                ClientCertificateRequired = false,
            };
            _log.CertificateRead(_files.CertificatePath, certificate.Subject, certificate.NotAfter.ToUniversalTime());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            _log.CertificateUnreadable(fault, _files.CertificatePath, _files.KeyPath);
        }
    }

    private readonly record struct FileStamps(DateTime CertificateTime, long CertificateOctets, DateTime KeyTime, long KeyOctets)
    {
        public static FileStamps Of(TlsFiles files)
        {
            (DateTime Time, long Octets) certificate = StampOf(files.CertificatePath);
            (DateTime Time, long Octets) key = StampOf(files.KeyPath);
            return new(certificate.Time, certificate.Octets, key.Time, key.Octets);
        }

        private static (DateTime Time, long Octets) StampOf(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (DateTime.MinValue, -1);
        }
    }
}
