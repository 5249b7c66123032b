using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay;

/// <summary>A mailbox server, reached by SMTP on pooled connections.</summary>
public sealed class SmtpMailbox : IMailbox, IAsyncDisposable
{
    private readonly RelayCounters _counters = new();
    private readonly RelayPool _pool;
    private readonly ILogger _log;

    /// <exception cref="System.Security.Cryptography.CryptographicException"><see cref="RelayOptions.TlsAuthorityFile"/> holds no certificate.</exception>
    /// <exception cref="IOException"><see cref="RelayOptions.TlsAuthorityFile"/> cannot be read.</exception>
    public SmtpMailbox(RelayOptions options, TimeProvider time, ILogger<SmtpMailbox> log)
    {
        Name = options.Name;
        _log = log;
        _pool = new RelayPool(options, time, log, _counters);
    }

    public string Name { get; }

    public RelayStatistics Statistics => _counters.Read(_pool.Idle, _pool.InUse);

    public IMailboxTransaction Begin(MailCommand mail) => new SmtpMailboxTransaction(mail, Name, _pool, _counters, _log);

    /// <summary>Closes the idle connections; those in use close when their transaction ends.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
