using InboundFilter.Ledger;
using InboundFilter.Portal.Refusals;

namespace InboundFilter.Portal.Reading;

/// <summary>Reads references as people hand them over: alone, or in a link or a reply.</summary>
internal static class ReferenceReader
{
    public static ReadResult<Reference> Read(string text) => PastedLine.TryFind(text, out var reference)
        ? ReadResult<Reference>.Of(reference)
        : ReadResult<Reference>.Wrong("Write the ten letters and digits behind r= in the reply.");
}
