using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Lists;

/// <summary>The List-Id field (RFC 2919 §3).</summary>
/// <param name="Id">The identifier, as written; compared without case (RFC 2919 §6).</param>
/// <param name="Description">For people; null when there is none.</param>
public sealed record ListId(string Id, string? Description = null)
{
    public static ListId? TryParse(HeaderField field) => TryParse(field.Text);

    /// <summary>Reads the text of a field, folded or not; an identifier without brackets counts too. Null when there is none.</summary>
    public static ListId? TryParse(string text)
    {
        var scanner = new FieldScanner(text);
        string phrase = PhraseReader.Read(ref scanner, "<");
        if (!scanner.AtEnd)
        {
            string id = Bracketed.Read(ref scanner);
            return id.Length == 0 ? null : new(id, phrase.Length == 0 ? null : phrase);
        }

        return phrase.Length == 0 || phrase.Contains(' ', StringComparison.Ordinal) ? null : new(phrase);
    }
}
