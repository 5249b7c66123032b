using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Reports;
using InboundFilter.Policy.Traps;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy;

/// <summary>One connection seen by the policy: gathers facts, starts the checks of each stage, speaks the decision at RCPT, passes mail on.</summary>
/// <remarks>
/// Objections of connect, HELO and MAIL are spoken at RCPT, so that the log names sender and recipient and exempt recipients stay
/// reachable (RFC 5321 §4.5.1). Until then nobody waits for a lookup. <c>explain</c> uses the same class without a socket.
/// </remarks>
public sealed class FilterSession : ISmtpSession
{
    private readonly FilterServices _services;
    private readonly PolicySnapshot _policy;
    private readonly DecisionScribe _scribe;
    private readonly ReportTransactions _reports;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConnectFacts _connect;
    private HeloFacts? _helo;
    private StageRun? _connectRun;
    private StageRun? _heloRun;
    private StageRun? _mailRun;
    private Transaction? _transaction;
    private string? _tls;

    public FilterSession(FilterServices services, PolicySnapshot policy, SmtpPeer peer)
    {
        (_services, _policy) = (services, policy);
        var sender = new SenderFacts(
            peer, policy.Clients.IsUsable(peer.Client.Address), policy.Dnsbl, services.Blocklists, services.Dns, services.IpData, services.Suffixes, _ended.Token);
        _connect = new ConnectFacts(peer, policy, sender);
        _scribe = new DecisionScribe(services);
        _reports = new ReportTransactions(services);
    }

    public ValueTask<SmtpReply> ConnectAsync(CancellationToken cancellation)
    {
        if (!_connect.Sender.AddressIsUsable && !IsTrusted && !_connect.Peer.IsProxyItself)
        {
            _services.HiddenClients.Raise(_connect.SessionId, _connect.ClientAddress, _policy.Clients.IsProxy(_connect.ClientAddress));
        }

        if (IsHarvester)
        {
            return new(_scribe.Refuse(new DecisionDraft(_connect, Stage.Connect, [], _policy.Rules, _services.Time.GetTimestamp()), ProtocolCodes.TooMuch, TooManyUnknown, TooManyUnknownSentence));
        }

        _connectRun = _services.Runner.Start(_connect, _ended.Token);
        return new(_services.Greeting);
    }

    public ValueTask<SmtpReply> HeloAsync(HeloCommand helo, CancellationToken cancellation)
    {
        _helo = new HeloFacts(_connect, helo);
        _heloRun = Start(_helo);
        return new(_services.Hello);
    }

    public ValueTask<SmtpReply> MailAsync(MailCommand mail, CancellationToken cancellation)
    {
        var helo = _helo ?? throw new InvalidOperationException("MAIL came before HELO.");
        var facts = new MailFromFacts(helo, mail, _services.Authenticator.Spf(helo, mail.ReturnPath, _ended.Token));
        _mailRun = Start(facts);
        _transaction = new Transaction(facts);
        return new(SenderOk);
    }

    public async ValueTask<SmtpReply> RcptAsync(MailPath recipient, CancellationToken cancellation)
    {
        var transaction = _transaction ?? throw new InvalidOperationException("RCPT came before MAIL.");
        long start = _services.Time.GetTimestamp();
        var (localPart, domain) = Route(recipient);
        var rules = _policy.Rules.ForRecipient(localPart, domain.Value);
        var draft = new DecisionDraft(transaction.Facts, Stage.RcptTo, [recipient.ToString()], rules, start);

        if (_services.Routes.Find(domain) is not { } mailbox)
        {
            return _scribe.Refuse(draft, ProtocolCodes.NotOurDomain, $"{domain.Value} is not a domain of ours", $"We do not take mail for \"{recipient.Domain}\".");
        }

        if (_reports.Rcpt(transaction, draft, recipient, domain, IsTrusted) is { } ofReport)
        {
            return ofReport;
        }

        IReadOnlyList<TroubleshootingCode> marks = [];
        bool isExempt = _policy.Rules.IsExempt(localPart, domain.Value);
        if (!isExempt && !IsTrusted && _policy.Lists.Traps.Find(localPart, domain, _services.Time.GetUtcNow()) is { } trap)
        {
            // Whatever is held against the client already: what it sends here is the proof.
            transaction.Traps.Add(recipient, trap);
            return TrapRecipients.Accepted;
        }

        if (!isExempt)
        {
            transaction.Results ??= await CollectAsync(cancellation);
            var decision = Decision.From(transaction.Results, rules, Stage.RcptTo);
            if (_mailRun?.HoldsBack(decision, rules) is true)
            {
                _mailRun.BeginPostponed();
                transaction.Results = await CollectAsync(cancellation);
                decision = Decision.From(transaction.Results, rules, Stage.RcptTo);
            }

            draft = draft with { Results = transaction.Results };
            if (decision.Decisive is not null)
            {
                return _scribe.Speak(draft, decision);
            }

            marks = decision.Marks;
        }

        if (transaction.Mailbox is { } first && first != mailbox)
        {
            return OtherMailbox;
        }

        if (transaction.Treatment is { } treatment && (treatment.IsExempt != isExempt || !_services.Runner.JudgeMessagesAlike(treatment.Rules, rules)))
        {
            return OtherTreatment;
        }

        if (IsHarvester)
        {
            return _scribe.Refuse(draft, ProtocolCodes.TooMuch, TooManyUnknown, TooManyUnknownSentence);
        }

        transaction.Mailbox = mailbox;
        transaction.Relay ??= mailbox.Begin(transaction.Facts.Mail);
        var forward = recipient.HasDomain ? recipient : recipient with { Domain = domain.Value };
        long offered = _services.Time.GetTimestamp();
        var answer = await transaction.Relay.OfferAsync(forward, cancellation);
        _services.MailboxMetrics?.Recipient(mailbox, answer, _services.Time.GetElapsedTime(offered));
        if (answer.IsAccepted)
        {
            transaction.Accept(recipient, marks, rules, isExempt);
            return answer.Reply!;
        }

        if (answer.Reply is { Code: >= 500 } && !IsTrusted)
        {
            _services.Harvests?.Add(_connect.ClientAddress);
        }

        return answer.Outcome is MailboxOutcome.Answered
            ? _scribe.PassOn(draft, answer.Reply!)
            : _scribe.MailboxAway(draft, mailbox, answer);
    }

    public IOctetSink? MessageStarts()
    {
        var transaction = _transaction ?? throw new InvalidOperationException("A message came without MAIL.");
        return transaction.Tap = new MessageTap(_services.Authenticator.Read(verify: !IsTrusted, _ended.Token), _connect.SessionId, _services.Log);
    }

    public ValueTask<SmtpReply> MessageAsync(MessageSpool message, CancellationToken cancellation)
    {
        if (_transaction is { Report: { } kind } ofReport)
        {
            return _reports.TakeAsync(ofReport, kind, message, cancellation);
        }

        var transaction = _transaction is { } open && (open.Recipients.Count > 0 || open.Traps.Any) ? open : throw new InvalidOperationException("A message came without a recipient.");
        return new MessageExchange(_services, _policy, _reports, transaction, _mailRun?.VouchedAt, IsTrusted, _tls).RunAsync(message, cancellation);
    }

    public SmtpReply Fault(ProtocolFault fault)
    {
        ConnectFacts facts = _transaction?.Facts ?? _helo ?? _connect;
        var stage = _transaction is { Recipients.Count: > 0 } ? Stage.Data : _transaction is not null ? Stage.MailFrom : _helo is not null ? Stage.Helo : Stage.Connect;
        string[] recipients = [.. _transaction?.Recipients.Select(r => r.ToString()) ?? []];
        return FaultWords.For(fault, new DecisionDraft(facts, stage, recipients, _policy.Rules, _services.Time.GetTimestamp()), _scribe, _services.HostName);
    }

    public async ValueTask ResetAsync()
    {
        if (_transaction is { } over)
        {
            (_transaction, _mailRun) = (null, null);
            over.Tap?.Dispose();
            if (over.Relay is not null)
            {
                await over.Relay.DisposeAsync();
            }
        }
    }

    public void TlsStarted(string protocolAndCipher)
    {
        // What was said in the clear counts no longer (RFC 3207 §4.2).
        (_helo, _heloRun) = (null, null);
        _tls = protocolAndCipher;
    }

    public async ValueTask DisposeAsync()
    {
        _ended.Cancel();
        await ResetAsync();
        _ended.Dispose();
    }

    private static readonly SmtpReply SenderOk = SmtpReply.Of(250, 1, 0, "Sender ok");

    private static readonly SmtpReply OtherMailbox = SmtpReply.Of(452, 5, 3, "This recipient is on another server; please send to it in a transaction of its own");

    private static readonly SmtpReply OtherTreatment = SmtpReply.Of(452, 5, 3, "This recipient has other rules for messages; please send to it in a transaction of its own");

    private const string TooManyUnknown = "too many unknown recipients from this client";

    private const string TooManyUnknownSentence = "Too many unknown recipients from your address; please try again later.";

    private bool IsHarvester => _services.Harvests is { } harvests && harvests.IsOver(_connect.ClientAddress) && !IsTrusted;

    private bool IsTrusted => _policy.Clients.IsTrusted(_connect.ClientAddress);

    private StageRun Start<TFacts>(TFacts facts)
        where TFacts : ConnectFacts => _services.Runner.Start(facts, _ended.Token, _connectRun?.VouchedAt, _connectRun, _heloRun);

    private async ValueTask<IReadOnlyList<CheckResult>> CollectAsync(CancellationToken cancellation)
    {
        StageRun?[] runs = [_connectRun, _heloRun, _mailRun];
        foreach (var run in runs)
        {
            await (run?.CollectAsync(StageRunner.Limit, cancellation) ?? default);
        }

        return StageRun.Join(runs);
    }

    private (string LocalPart, DomainName Domain) Route(MailPath recipient) =>
        !recipient.HasDomain ? (recipient.LocalPart, _services.Routes.FirstDomain)
        : DomainName.TryParse(recipient.Domain, out var domain) ? (recipient.LocalPart, domain)
        : (recipient.LocalPart, default);
}
