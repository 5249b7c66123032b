using InboundFilter.Ledger;

namespace InboundFilter.Portal.Reading;

/// <summary>Reads references as people hand them over: alone, or in a link or a reply.</summary>
internal static class ReferenceReader
{
    private const string Parameter = "r=";

    public static ReadResult<Reference> Read(string text)
    {
        int at = text.LastIndexOf(Parameter, StringComparison.OrdinalIgnoreCase);
        var word = at < 0 ? text.AsSpan() : text.AsSpan(at + Parameter.Length);
        int end = word.IndexOfAny("&#>\" ");
        return Reference.TryParse(at < 0 || end < 0 ? word : word[..end], out var reference)
            ? ReadResult<Reference>.Of(reference) : ReadResult<Reference>.Wrong("Write the ten letters and digits behind r= in the reply.");
    }
}
