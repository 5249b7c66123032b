using System.Text.Json;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Reading;

namespace InboundFilter.Portal.Tail;

/// <summary>A decision as an event of the live tail, in the words that a page shows.</summary>
internal static class TailEvent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>JSON without line breaks, as one event needs it. The script makes text of it, never HTML.</summary>
    public static string Of(StoredDecision decision) => JsonSerializer.Serialize(DecisionLine.Of(decision), Json);
}
