using System.Text;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>Reads the parameters that follow the first value of a Content-* field.</summary>
/// <remarks>Borne, since mail has them: no semicolon between two, several, empty values, values with spaces that nobody quoted.</remarks>
internal static class ParameterReader
{
    public static ParameterList Read(ref FieldScanner scanner, FieldLimits limits)
    {
        var sections = new List<ParameterSection>();
        var faults = new List<ParameterFault>();
        while (SkipToName(ref scanner))
        {
            if (sections.Count == limits.MaxParameters)
            {
                faults.Add(ParameterFault.TooMany);
                break;
            }

            string name = ReadName(ref scanner);
            if (scanner.Current is not '=')
            {
                Note(faults, ParameterFault.Stray);
                continue;
            }

            scanner.Skip();
            string value = ReadValue(ref scanner);
            if (value.Length > 0 && ParameterSection.Read(name, value) is { } section)
            {
                sections.Add(section);
            }
        }

        if (scanner.Unclosed)
        {
            Note(faults, ParameterFault.Unclosed);
        }

        return new ParameterList(ParameterAssembler.Join(sections, faults), faults);
    }

    public static void Note(List<ParameterFault> faults, ParameterFault fault)
    {
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }

    private static bool SkipToName(ref FieldScanner scanner)
    {
        while (scanner.SkipSpaceAndComments() || scanner.Current is ';')
        {
            scanner.Skip(scanner.Current is ';' ? 1 : 0);
        }

        return !scanner.AtEnd;
    }

    private static string ReadName(ref FieldScanner scanner)
    {
        var name = new StringBuilder();
        while (!scanner.AtEnd && scanner.Current is not ('=' or ';'))
        {
            if (scanner.SkipSpaceAndComments())
            {
                name.Append(' ');
                continue;
            }

            name.Append(scanner.ReadWord("=;("));
        }

        return name.ToString();
    }

    private static string ReadValue(ref FieldScanner scanner)
    {
        scanner.SkipSpaceAndComments();
        if (scanner.Current is '"')
        {
            return scanner.ReadQuotedString();
        }

        var value = new StringBuilder();
        bool spaced = false;
        while (!scanner.AtEnd && scanner.Current is not ';' && !(spaced && BeginsParameter(scanner)))
        {
            var word = scanner.ReadWord(";(");
            value.Append(spaced && value.Length > 0 && word.Length > 0 ? " " : string.Empty).Append(word);
            spaced = scanner.SkipSpaceAndComments();
        }

        return value.ToString();
    }

    /// <summary>Looks ahead by value: the reader's own scanner stays where it is.</summary>
    private static bool BeginsParameter(FieldScanner ahead)
    {
        var name = ahead.ReadWord("=;(");
        return name.Length > 0 && ahead.Current is '=';
    }
}
