using System.Text;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy;

/// <summary>Puts together the header fields that go in front of a message we pass on (DESIGN §13).</summary>
internal static class TraceFields
{
    public static ReadOnlyMemory<byte> For(Transaction transaction, DecisionDraft draft, FilterServices services, string? tls)
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
        new AuthenticationResultsField(services.HostName, new AuthenticationResults { Iprev = Iprev(facts, reverse) }).AppendTo(text);
        if (transaction.Marks.Count > 0)
        {
            text.Append("X-InboundFilter: mark; codes=").AppendJoin(',', transaction.Marks.Select(m => m.Id)).Append("; ref=").Append(draft.Reference).Append("\r\n");
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
