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

    public RelayStatistics Statistics => _counters.Read(_pool.Idle, _pool.InUse, _pool.BreakersOpen);

    /// <summary>Whether a host could be reached when a connection was last needed; null when none was needed yet.</summary>
    public bool? IsReachable => _pool.IsReachable;

    /// <summary>Makes a connection, or finds an open one, and keeps it for the next mail. A host that failed lately is left alone.</summary>
    /// <returns>Why that cannot be done; null when it can.</returns>
    public async Task<string?> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await _pool.ReturnAsync(await _pool.TakeAsync(cancellation));
            return null;
        }
        catch (RelayException fault)
        {
            return fault.Message;
        }
    }

    public IMailboxTransaction Begin(MailCommand mail) => new SmtpMailboxTransaction(mail, Name, _pool, _counters, _log);

    /// <summary>Closes the idle connections; those in use close when their transaction ends.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
