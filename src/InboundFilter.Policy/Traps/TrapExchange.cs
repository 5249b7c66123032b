using System.Text;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Similarity;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy.Traps;

/// <summary>The end of a message that has a spam trap among its recipients: it is kept as evidence, and refused or thrown away.</summary>
/// <remarks>
/// A trap among real recipients condemns the whole message, since a list that holds a trap was not made by asking. Real recipients are
/// served as if there were no trap when all traps discard, when the code is not enforced for them (<c>mode: observe</c>), and when they are
/// exempt. A message to traps alone is never passed on, whatever the mode: nobody is there.
/// </remarks>
/// <param name="services">What all sessions share.</param>
/// <param name="policy">The session's.</param>
/// <param name="transaction">At least one recipient is a trap.</param>
internal sealed class TrapExchange(FilterServices services, PolicySnapshot policy, Transaction transaction)
{
    private static readonly SmtpReply Discarded = SmtpReply.Of(250, 0, 0, "Ok");

    private readonly DecisionScribe _scribe = new(services);
    private readonly MessageTraitsReader _traits = new(services.Suffixes);

    /// <summary>Keeps the message, and answers it unless real recipients are to be served.</summary>
    /// <param name="draft">Of the decision.</param>
    /// <param name="facts">Null when there is no message, as when a session is only played: then nothing is kept.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="cancellation">The session is over.</param>
    /// <returns>Null: go on without the traps.</returns>
    public async ValueTask<SmtpReply?> RunAsync(DecisionDraft draft, DataFacts? facts, MessageSpool message, CancellationToken cancellation)
    {
        var traps = transaction.Traps;
        bool refuse = traps.Refuse(policy.Rules.Strikes.Traps);
        bool addressCounts = await AddressCountsAsync();
        if (facts is not null)
        {
            var mail = await ReadAsync(draft.Reference, facts, message, cancellation);
            foreach (var (recipient, entry) in traps.All)
            {
                services.Evidence.TrapHit(new TrapHit(mail, recipient.ToString(), entry.Location));
            }
        }

        var code = addressCounts ? LedgerCodes.StruckAddress : LedgerCodes.StruckDomain;
        if (transaction is { Recipients.Count: > 0, Treatment: { } real } && (!refuse || real.IsExempt || real.Rules.EnforcementOf(code) is not Enforcement.Enforce))
        {
            return null;
        }

        string evidence = $"spam trap {string.Join(", ", traps.All.Select(t => $"{t.Recipient} at {t.Entry.Location}"))}";
        return refuse
            ? _scribe.Refuse(draft, code, evidence, Sentence(addressCounts))
            : _scribe.Discard(draft, code, $"discarded: {evidence}", Discarded);
    }

    private string Sentence(bool addressCounts)
    {
        const string Why = "Your message went to an address that only unsolicited mail reaches";
        return addressCounts && !transaction.Facts.ReturnPath.IsNull ? $"{Why}; your server {transaction.Facts.ClientAddress} is now blocked." : $"{Why}.";
    }

    /// <summary>Whether the server will be blocked: its address is the client's own, and it does not send for many.</summary>
    private async ValueTask<bool> AddressCountsAsync()
    {
        var facts = transaction.Facts;
        var reverse = await facts.Sender.ReverseName;
        return facts.Sender.AddressIsUsable
            && !(reverse is { Confirmation: Fcrdns.Pass, Name: { } name } && policy.Lists.SharedSenders.FindServer(name, null, services.Time.GetUtcNow()) is not null);
    }

    private IEnumerable<string> AllRecipients() => transaction.Recipients.Concat(transaction.Traps.All.Select(t => t.Recipient)).Select(r => r.ToString());

    private async ValueTask<StrikingMail> ReadAsync(string reference, DataFacts facts, MessageSpool message, CancellationToken cancellation)
    {
        var now = services.Time.GetUtcNow();
        var results = await AuthenticationSummary.OfAsync(facts, StageRunner.Limit, services.Time, cancellation);
        var isp = await facts.Sender.GetIspAsync();
        var reverse = await facts.Sender.ReverseName;
        var sender = SenderIdentity.Of(facts, results, services.Suffixes, now);
        var proven = DmarcIdentities.Of(results.Spf, results.Dkim ?? []);
        var sample = await MailSample.ReadAsync(message, facts.Message.HeaderOctets, cancellation);
        var text = new StringBuilder();
        new AuthenticationResultsField(services.HostName, results).AppendTo(text);
        return new StrikingMail
        {
            Time = now,
            Address = facts.Sender.AddressIsUsable ? facts.ClientAddress : null,
            ReverseName = reverse.Name,
            Confirmation = reverse.Confirmation,
            AsNumber = isp.AsNumber,
            IspDomain = isp.Domain,
            SenderDomain = sender.Domain,
            SenderDomainIsProven = sender.IsProven,
            Sender = sender.Address,
            SpfDomain = proven.Spf,
            IsBounce = facts.ReturnPath.IsNull,
            Decision = reference,
            Header = sample.Header,
            Sample = sample.Body,
            AuthenticationResults = text.ToString().TrimEnd(),
            Traits = await _traits.ReadAsync(
                facts.Message.Fields, facts.Message.Mime, () => message.ReadAsync(cancellation), proven, AllRecipients(), cancellation),
        };
    }
}
