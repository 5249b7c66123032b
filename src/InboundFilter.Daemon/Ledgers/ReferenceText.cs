using System.Buffers;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Reads references as people hand them over.</summary>
internal static class ReferenceText
{
    private const string Parameter = "r=";

    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");

    /// <summary>A reference alone, or what stands behind <c>r=</c> in a link or a reply.</summary>
    public static bool TryRead(string text, out Reference reference)
    {
        int at = text.LastIndexOf(Parameter, StringComparison.OrdinalIgnoreCase);
        return Reference.TryParse(at < 0 ? text.AsSpan().Trim() : Word(text.AsSpan(at + Parameter.Length)), out reference);
    }

    /// <exception cref="CaseException">None.</exception>
    public static Reference Read(string text) =>
        TryRead(text, out var reference) ? reference : throw new CaseException($"\"{text}\" is no id → it is ten letters and digits, as the lists print them");

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExcept(Letters);
        return end < 0 ? text : text[..end];
    }
}
