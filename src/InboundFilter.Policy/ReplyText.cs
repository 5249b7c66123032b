using InboundFilter.Policy.Codes;
using InboundFilter.Smtp;

namespace InboundFilter.Policy;

/// <summary>Makes the one line that a refused sender reads (DESIGN §6).</summary>
/// <param name="helpUrl">Where the pages are; the link is <c>{helpUrl}/{code}?r={reference}</c>.</param>
public sealed class ReplyText(string helpUrl)
{
    // Code, space, longest enhanced code, space; and CRLF.
    private const int Overhead = 4 + 10 + 2;

    private readonly string _helpUrl = helpUrl.TrimEnd('/');

    /// <summary>The sentence gives way when the line would be too long; code, link and reference always stand.</summary>
    public SmtpReply Make(ReplyStatus status, TroubleshootingCode code, string sentence, string reference) =>
        status.Reply(Line(code, sentence, reference));

    /// <summary>Another server's refusal with our code and link; its status and its words are kept.</summary>
    public SmtpReply Wrap(SmtpReply given, TroubleshootingCode code, string reference) =>
        SmtpReply.AsGiven(given.Code, given.Enhanced, Line(code, string.Join(' ', given.Lines), reference));

    private string Line(TroubleshootingCode code, string sentence, string reference)
    {
        string help = $" Help: {_helpUrl}/{code.Id}?r={reference}";
        int room = SmtpReply.MaxLineOctets - Overhead - code.Id.Length - 1 - help.Length;
        if (sentence.Length > room)
        {
            sentence = string.Concat(sentence.AsSpan(0, Math.Max(0, room - 3)), "...");
        }

        return $"{code.Id} {sentence}{help}";
    }
}
