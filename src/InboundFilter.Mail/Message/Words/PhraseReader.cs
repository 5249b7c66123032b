using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>Reads a phrase (RFC 5322 §3.2.5): words and quoted strings, comments left out, encoded words decoded, one space where there was any.</summary>
internal static class PhraseReader
{
    /// <summary>Takes what comes before one of <paramref name="ends"/>, which is left to be read.</summary>
    public static string Read(ref FieldScanner scanner, ReadOnlySpan<char> ends)
    {
        var phrase = new StringBuilder();
        while (!scanner.AtEnd && !ends.Contains(scanner.Current))
        {
            if (scanner.SkipSpaceAndComments())
            {
                phrase.Append(' ');
            }
            else if (scanner.Current is '"')
            {
                phrase.Append(scanner.ReadQuotedString());
            }
            else
            {
                phrase.Append(scanner.Current);
                scanner.Skip();
            }
        }

        return EncodedWords.Decode(phrase.ToString().Trim(' '));
    }
}
