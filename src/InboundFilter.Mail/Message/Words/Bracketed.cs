using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>Reads what stands between angle brackets and is one word: a link, a message id.</summary>
internal static class Bracketed
{
    /// <summary>Takes the brackets that open here and what is in them, white space left out; without end, up to the next one that opens.</summary>
    public static string Read(ref FieldScanner scanner)
    {
        var word = new StringBuilder();
        scanner.Skip();
        while (!scanner.AtEnd && scanner.Current is not ('>' or '<'))
        {
            if (!scanner.SkipSpace())
            {
                word.Append(scanner.ReadWord("<>"));
            }
        }

        scanner.Skip(scanner.Current is '>' ? 1 : 0);
        return word.ToString();
    }
}
