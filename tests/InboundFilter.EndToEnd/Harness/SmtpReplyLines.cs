using System.Text.RegularExpressions;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>A reply as it came over the wire.</summary>
/// <param name="Lines">Without line ends.</param>
internal sealed partial record SmtpReplyLines(IReadOnlyList<string> Lines)
{
    public int Code => int.Parse(Lines[^1].AsSpan(0, 3));

    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>Reply code and enhanced code, such as <c>550 5.7.1</c>.</summary>
    public string Status => RefusalForm().Match(Lines[^1]) is { Success: true } form ? form.Groups["status"].Value : Lines[^1];

    /// <summary>Our troubleshooting code; empty when the reply is not a whole refusal: status, code, sentence, link with reference.</summary>
    public string TroubleshootingCode => RefusalForm().Match(Lines[^1]).Groups["code"].Value;

    /// <summary>The public id of the decision; empty when there is none.</summary>
    public string Reference => RefusalForm().Match(Lines[^1]).Groups["ref"].Value;

    public override string ToString() => string.Join('\n', Lines);

    [GeneratedRegex(@"^(?<status>[245]\d\d [245]\.\d+\.\d+) (?<code>[A-Z]\.\d) \S.* Help: https?://\S+/\k<code>\?r=(?<ref>[0-9A-HJKMNP-TV-Z]{10})$")]
    private static partial Regex RefusalForm();
}
