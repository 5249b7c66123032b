using System.Text;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy;

/// <summary>Puts together the header fields that go in front of a message we pass on (DESIGN §13).</summary>
internal static class TraceFields
{
    /// <param name="transaction">The envelope.</param>
    /// <param name="draft">Whose reference the fields bear.</param>
    /// <param name="services">Our name and the time.</param>
    /// <param name="tls">Version and cipher; null without TLS.</param>
    /// <param name="marks">Codes to be named.</param>
    /// <param name="authentication">Who sent the message, without the reverse name.</param>
    public static ReadOnlyMemory<byte> For(
        Transaction transaction, DecisionDraft draft, FilterServices services, string? tls, IReadOnlyList<TroubleshootingCode> marks, AuthenticationResults authentication)
    {
        var facts = transaction.Facts;
        var reverse = facts.Sender.KnownReverseName;
        var received = new ReceivedField
        {
            Helo = facts.Helo.Name,
            ReverseName = reverse?.Confirmation is Fcrdns.Pass ? reverse.Name?.Value : null,
            ClientAddress = facts.ClientAddress,
            By = services.HostName,
            Protocol = ReceivedField.ProtocolName(facts.Helo.Extended, tls is not null, facts.Mail.SmtpUtf8),
            Tls = tls,
            Id = draft.Reference,
            For = transaction.Recipients.Count == 1 ? transaction.Recipients[0].ToString() : null,
            Time = services.Time.GetUtcNow(),
        };

        var text = new StringBuilder(512);
        received.AppendTo(text);
        new AuthenticationResultsField(services.HostName, authentication with { Iprev = Iprev(facts, reverse) }).AppendTo(text);
        if (marks.Count > 0)
        {
            text.Append("X-InboundFilter: mark; codes=").AppendJoin(',', marks.Select(m => m.Id)).Append("; ref=").Append(draft.Reference).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Null when nobody was asked, as for a client that is vouched for.</summary>
    private static IprevResult? Iprev(ConnectFacts facts, ReverseNameFact? reverse) => reverse is null ? null
        : new IprevResult(
            reverse.Confirmation switch
            {
                Fcrdns.Pass => "pass",
                Fcrdns.Fail => "fail",
                Fcrdns.None => "permerror",
                _ => "temperror",
            },
            facts.ClientAddress,
            reverse.Confirmation is Fcrdns.Pass ? reverse.Name?.Value : null);
}
