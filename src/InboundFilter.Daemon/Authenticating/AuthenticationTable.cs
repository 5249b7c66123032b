using System.Globalization;
using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Daemon.Authenticating;

/// <summary>An answer of <c>authenticate</c> for people.</summary>
internal static class AuthenticationTable
{
    public static string Of(AuthenticationAnswer answer)
    {
        var text = new StringBuilder();
        Write(text, "SPF", answer.Spf);
        Write(text, "SPF of HELO", answer.SpfHelo);
        if (answer.Signatures is { } signatures)
        {
            if (signatures.Dkim.Count == 0)
            {
                Line(text, "DKIM", "none", "no signature", null);
            }

            foreach (var dkim in signatures.Dkim)
            {
                Line(text, "DKIM", dkim.Result.Word(), $"{dkim.Domain ?? "unreadable"} (selector {dkim.Selector ?? "unreadable"}, {dkim.Algorithm ?? "algorithm unreadable"})", dkim.Reason);
            }

            Line(text, "ARC", signatures.Arc.Result.Word(), string.Join(", then ", signatures.Arc.Sealers), signatures.Arc.Reason);
        }

        if (answer.Dmarc is { } dmarc)
        {
            string policy = dmarc.Policy is { } asked ? $"{dmarc.FromDomain}, policy {asked.Word()} of {dmarc.RecordDomain}, so {dmarc.Disposition.Word()}" : $"{dmarc.FromDomain}";
            Line(text, "DMARC", dmarc.Result.Word(), policy, dmarc.Reason);
        }

        return text.AppendLine().Append(answer.Header).ToString();
    }

    private static void Write(StringBuilder text, string name, SpfResult? spf)
    {
        if (spf is null)
        {
            return;
        }

        string by = spf.Mechanism is null ? string.Empty : $" by {spf.Mechanism}";
        Line(text, name, spf.Result.Word(), $"{spf.Domain}{by} ({spf.Lookups} lookups)", spf.Explanation ?? spf.Reason);
    }

    /// <summary>What strangers wrote is escaped.</summary>
    private static void Line(StringBuilder text, string name, string result, string about, string? why) => text.AppendLine(
        CultureInfo.InvariantCulture, $"{name,-12} {result,-10} {LogText.Of(about, string.Empty)}{(why is null ? string.Empty : ": " + LogText.Of(why))}");
}
