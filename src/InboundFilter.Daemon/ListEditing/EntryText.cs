using System.Buffers;
using System.Globalization;
using System.Text;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>A new entry as YAML, with quotes only where a person would need them too.</summary>
/// <param name="values">Keys with their values, the subject first.</param>
/// <param name="excuse">Codes or letters of an allow entry; none when it excuses all.</param>
internal sealed class EntryText(IReadOnlyList<(string Key, string Value)> values, IReadOnlyList<string> excuse)
{
    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}:");

    /// <summary>The lines of an entry in block style.</summary>
    /// <param name="column">Of the hyphen.</param>
    public IReadOnlyList<string> ToLines(int column)
    {
        string indent = new(' ', column);
        return [.. Members(inFlow: false).Select((member, i) => $"{indent}{(i == 0 ? "- " : "  ")}{member}")];
    }

    public string ToFlow() => $"{{{string.Join(", ", Members(inFlow: true))}}}";

    private IEnumerable<string> Members(bool inFlow) =>
        values.Select(v => $"{v.Key}: {Scalar(v.Value, inFlow)}")
            .Concat(excuse.Count > 0 ? [$"excuse: [{string.Join(", ", excuse.Select(e => Scalar(e, inFlow: true)))}]"] : []);

    private static string Scalar(string text, bool inFlow) => IsPlain(text, inFlow) ? text : Quoted(text);

    // Narrower than YAML 1.2 §7.3.3, so that no reader can take it for something else.
    private static bool IsPlain(string text, bool inFlow) =>
        text.Length > 0
        && char.IsLetterOrDigit(text[0])
        && text[^1] is not (':' or ' ')
        && text is not ("null" or "Null" or "NULL")
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF')
        && !(inFlow && text.AsSpan().ContainsAny(FlowIndicators));

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
