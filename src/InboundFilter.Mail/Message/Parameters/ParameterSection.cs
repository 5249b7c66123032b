using System.Globalization;
using System.Text;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>One <c>name=value</c> as it stands in the field: a parameter, or a section of one (RFC 2231 §3).</summary>
/// <param name="Name">Lower case, without asterisks.</param>
/// <param name="Number">Number of the section; null when the name has none.</param>
/// <param name="IsExtended">The name ends in an asterisk: the value is percent-encoded (RFC 2231 §4).</param>
/// <param name="Value">As written, without quotes and quoted pairs.</param>
internal sealed record ParameterSection(string Name, int? Number, bool IsExtended, string Value)
{
    private const int MaxNumberDigits = 6;

    /// <summary>Reads the name's asterisks. Odd ones are borne: empty pieces are skipped, a number too long is none.</summary>
    /// <returns>Null when there is no name.</returns>
    public static ParameterSection? Read(string writtenName, string value)
    {
        string written = LastWord(writtenName).ToLowerInvariant();
        string[] pieces = written.Split('*', 4, StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length == 0)
        {
            return null;
        }

        bool isNumber = pieces.Length > 1 && pieces[1].Length <= MaxNumberDigits && pieces[1].AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        return new(pieces[0], isNumber ? int.Parse(pieces[1], CultureInfo.InvariantCulture) : null, written.EndsWith('*'), value);
    }

    /// <summary>White space may stand round an asterisk; anywhere else what is before it is stray.</summary>
    private static string LastWord(string text)
    {
        var word = new StringBuilder(text.Length);
        bool spaced = false;
        foreach (char c in text)
        {
            if (Words.FieldScanner.IsSpace(c))
            {
                spaced = true;
                continue;
            }

            if (spaced && c is not '*' && word.Length > 0 && word[^1] is not '*')
            {
                word.Clear();
            }

            spaced = false;
            word.Append(c);
        }

        return word.ToString();
    }
}
