using System.Collections.Frozen;
using InboundFilter.Dns;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Policy;

/// <summary>The domains that are ours and the mailbox each goes to. Immutable, thread-safe. Owns the mailboxes.</summary>
public sealed class MailRoutes : IAsyncDisposable
{
    private readonly FrozenDictionary<DomainName, IMailbox> _mailboxes;

    /// <param name="routes">In the order of the configuration; the first domain is that of a bare <c>postmaster</c> (RFC 5321 §4.5.1).</param>
    public MailRoutes(IReadOnlyList<KeyValuePair<DomainName, IMailbox>> routes)
    {
        _mailboxes = routes.ToFrozenDictionary();
        Mailboxes = [.. routes.Select(r => r.Value).Distinct()];
        FirstDomain = routes.Count > 0 ? routes[0].Key : default;
    }

    public DomainName FirstDomain { get; }

    /// <summary>Each once, in the order of the configuration.</summary>
    public IReadOnlyList<IMailbox> Mailboxes { get; }

    /// <summary>Null when the domain is not ours.</summary>
    public IMailbox? Find(DomainName domain) => _mailboxes.GetValueOrDefault(domain);

    /// <summary>Takes leave of the mailbox servers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var mailbox in Mailboxes.OfType<IAsyncDisposable>())
        {
            await mailbox.DisposeAsync();
        }
    }
}
