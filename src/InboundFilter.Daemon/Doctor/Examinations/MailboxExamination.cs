using System.Security.Cryptography;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Offers recipients to each host of the mailbox servers, and takes leave before there is a message: whether ours are taken, unknown ones refused, and those of others not relayed.</summary>
/// <param name="options">The mailboxes and their domains.</param>
/// <param name="hostName">The sender is its postmaster.</param>
/// <param name="open">Makes a connection to one host, as the daemon would; name of the mailbox, its options, host.</param>
internal sealed class MailboxExamination(FilterOptions options, DomainName hostName, Func<string, MailboxOptions, RelayHost, IMailbox> open) : IExamination
{
    /// <summary>Domains that are tried at one host.</summary>
    private const int MaxDomains = 20;

    /// <summary>A domain that belongs to nobody (RFC 2606 §3), so that no server has a reason to take mail for it.</summary>
    private const string Foreign = "example.net";

    public string Area => "mailbox server";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var hosts =
            from mailbox in options.Mailboxes
            from host in mailbox.Value.Smtp ?? []
            select ExamineAsync(mailbox.Key, mailbox.Value, new RelayHost(host.Host, host.Port), cancellation);
        return [.. (await Task.WhenAll(hosts)).SelectMany(found => found)];
    }

    private async Task<IReadOnlyList<Diagnosis>> ExamineAsync(string name, MailboxOptions mailbox, RelayHost host, CancellationToken cancellation)
    {
        var server = open(name, mailbox, host);
        await using var owned = server as IAsyncDisposable;
        string shown = $"{name} {host}";
        var domains = options.Domains.Where(d => d.Value.Mailbox == name).Select(d => d.Key.Value).Take(MaxDomains).ToList();
        var all = new List<Diagnosis>();
        foreach (string domain in domains)
        {
            var answer = await OfferAsync(server, "postmaster", domain, cancellation);
            if (answer.Outcome is not MailboxOutcome.Answered)
            {
                return [new Diagnosis(Area, shown, DiagnosisLevel.Error, $"cannot be used: {answer.Reason}", "start it, let connections of this host through, or correct host, port and tls at mailboxes; until then its mail is deferred")];
            }

            all.Add(Ours(shown, domain, answer.Reply!));
        }

        if (domains.Count > 0)
        {
            all.AddRange(await StrangersAsync(server, shown, domains[0], cancellation));
        }

        all.Add(Relaying(name, shown, await OfferAsync(server, Unknown(), Foreign, cancellation)));
        return all;
    }

    private Diagnosis Ours(string shown, string domain, SmtpReply reply) =>
        reply.IsPositive ? new(Area, shown, DiagnosisLevel.Ok, $"takes mail for postmaster@{domain}")
        : reply.Code < 500 ? new(
            Area, shown, DiagnosisLevel.Warning, $"defers mail for postmaster@{domain}: {Text(reply)}",
            "exempt the address of this host from greylisting and limits there: it has been judged here")
        : new(
            Area, shown, DiagnosisLevel.Error, $"refuses mail for postmaster@{domain}: {Text(reply)}",
            $"have it accept mail for {domain} from this host and have a postmaster (RFC 5321 §4.5.1), or correct the mailbox of the domain");

    private async Task<IReadOnlyList<Diagnosis>> StrangersAsync(IMailbox server, string shown, string domain, CancellationToken cancellation)
    {
        if ((await OfferAsync(server, Unknown(), domain, cancellation)).IsAccepted)
        {
            return
            [
                new(
                    Area, shown, DiagnosisLevel.Warning, $"takes mail for addresses of {domain} that do not exist",
                    "have it refuse unknown recipients at RCPT; otherwise it bounces mail to forged senders, and nobody who guesses addresses is noticed"),
            ];
        }

        // Old servers take user%elsewhere@us for user@elsewhere, and this filter takes it for an address of ours.
        return (await OfferAsync(server, $"{Unknown()}%{Foreign}", domain, cancellation)).IsAccepted
            ? [new(Area, shown, DiagnosisLevel.Error, $"relays user%{Foreign}@{domain} to {Foreign}, so through this filter it is an open relay", "switch off the % form there (Postfix: allow_percent_hack = no)")]
            : [new(Area, shown, DiagnosisLevel.Ok, $"refuses unknown recipients of {domain}")];
    }

    private Diagnosis Relaying(string name, string shown, MailboxAnswer answer)
    {
        bool wanted = options.Notices is not null && name == options.Mailboxes.First(m => m.Value.Smtp is not null).Key;
        return (answer.IsAccepted, wanted) switch
        {
            (true, true) => new(Area, shown, DiagnosisLevel.Ok, "lets this host send to other domains, as notices need"),
            (true, false) => new(
                Area, shown, DiagnosisLevel.Error, $"takes mail for {Foreign} from this host: it is an open relay for whatever comes through here",
                "have it relay for no address of this host (Postfix: take it out of mynetworks, and use permit_mynetworks only where clients submit mail)"),
            (false, true) => new(Area, shown, DiagnosisLevel.Warning, $"does not let this host send to other domains, so notices reach nobody: {Why(answer)}", "let it, or write notices: off"),
            _ => new(Area, shown, DiagnosisLevel.Ok, "relays to no other domain"),
        };
    }

    private async Task<MailboxAnswer> OfferAsync(IMailbox server, string local, string domain, CancellationToken cancellation)
    {
        // Disposing resets the transaction, so that there is never a message.
        await using var transaction = server.Begin(new MailCommand(new MailPath("postmaster", hostName.Value), null, BodyType.SevenBit, false));
        return await transaction.OfferAsync(new MailPath(local, domain), cancellation);
    }

    private static string Unknown() => $"inboundfilter-doctor-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    private static string Why(MailboxAnswer answer) => answer.Reply is { } reply ? Text(reply) : answer.Reason ?? "no answer";

    private static string Text(SmtpReply reply) => LogText.OneLine(reply.Octets.Span).TrimEnd();
}
