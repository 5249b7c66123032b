using System.Globalization;
using System.Text;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Reading;

/// <summary>The words of administrators' pages for times and for values of policy and ledger.</summary>
internal static class Wording
{
    public static string Of(Disposition disposition) => disposition switch
    {
        Disposition.Accept => "accepted",
        Disposition.Mark => "marked",
        Disposition.Defer => "deferred",
        _ => "refused",
    };

    public static string Of(Stage stage) => stage switch
    {
        Stage.Connect => "connection",
        Stage.Helo => "HELO",
        Stage.MailFrom => "MAIL FROM",
        Stage.RcptTo => "RCPT TO",
        _ => "message",
    };

    public static string Of(Fcrdns confirmation) => confirmation switch
    {
        Fcrdns.Pass => "leads back to the address",
        Fcrdns.Fail => "does not lead back to the address",
        Fcrdns.None => "there is none",
        _ => "DNS gave no answer",
    };

    public static string Of(Enforcement enforcement) => Spaced(enforcement.ToString());

    public static string Of(Finding finding) => Spaced(finding.ToString());

    /// <summary>The name of a value as words: <c>NotApplicable</c> is <c>not applicable</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Spaced(value.ToString());

    /// <summary>The class of the style sheet for a decision.</summary>
    public static string ClassOf(Disposition disposition) => disposition switch
    {
        Disposition.Accept => "good",
        Disposition.Mark => "noted",
        Disposition.Defer => "warn",
        _ => "bad",
    };

    /// <summary>For people: UTC, to the second.</summary>
    public static string Of(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For the datetime attribute.</summary>
    public static string Exact(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Of(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:0.0} ms");

    private static string Spaced(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
