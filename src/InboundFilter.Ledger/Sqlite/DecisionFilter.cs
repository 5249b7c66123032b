using System.Net;
using Dapper;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>A query's conditions in SQL, with their parameters.</summary>
internal sealed class DecisionFilter
{
    private readonly List<string> _conditions = ["1 = 1"];

    public DecisionFilter(DecisionQuery query)
    {
        Add(Column.Of(query.From), "time_ms >= @From", "From");
        Add(Column.Of(query.To), "time_ms < @To", "To");
        Add((long?)query.AsNumber, "as_number = @AsNumber", "AsNumber");
        Add(query.IspDomain?.ToLowerInvariant(), "isp_domain = @IspDomain", "IspDomain");
        Add(query.Country?.ToUpperInvariant(), "country = @Country", "Country");
        Add(query.Helo, "helo = @Helo COLLATE NOCASE", "Helo");
        Add(query.Code, "code = @Code COLLATE NOCASE", "Code");
        Add(query.Disposition is { } disposition ? StoredWords.Of(disposition) : null, "disposition = @Disposition", "Disposition");
        Add(query.MessageId, "message_id = @MessageId", "MessageId");
        Network(query.Network);
        Sender(query.Sender);
        Recipient(query.Recipient);
    }

    public DynamicParameters Parameters { get; } = new();

    public string Where => string.Join(" AND ", _conditions);

    public DecisionFilter Add(object? value, string condition, string name)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            Parameters.Add(name, value);
        }

        return this;
    }

    private void Network(IPNetwork? network)
    {
        if (network is { } given)
        {
            var (first, last) = Column.Range(given);
            Add(first, first.AsSpan().SequenceEqual(last) ? "address = @First" : "address BETWEEN @First AND @Last", "First");
            Parameters.Add("Last", last);
        }
    }

    private void Sender(string? sender) => Add(
        sender?.ToLowerInvariant(),
        sender?.Contains('@', StringComparison.Ordinal) == true
            ? "(mail_from = @Sender COLLATE NOCASE OR from_address = @Sender COLLATE NOCASE)"
            : "sender_domain = @Sender",
        "Sender");

    // Recipients are kept between line feeds.
    private void Recipient(string? recipient) => Add(
        recipient is null ? null : recipient.StartsWith('@') ? $"{recipient}\n".ToLowerInvariant() : $"\n{recipient}\n".ToLowerInvariant(),
        "instr(lower(recipients), @Recipient) > 0",
        "Recipient");
}
