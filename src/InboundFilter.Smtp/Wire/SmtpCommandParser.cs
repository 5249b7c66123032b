using System.Buffers.Text;
using System.Text;

namespace InboundFilter.Smtp.Wire;

/// <summary>Reads command lines (RFC 5321 §4.1.1, RFC 1870, RFC 3030, RFC 6152, RFC 6531).</summary>
/// <remarks>Deviation from RFC 5321 §3.3: spaces after <c>FROM:</c> and <c>TO:</c> are tolerated, as all peers do.</remarks>
internal static class SmtpCommandParser
{
    private const byte Space = (byte)' ';

    /// <param name="line">Without CRLF; holds no CR, LF or NUL.</param>
    public static SmtpCommand Parse(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(Space);
        int end = line.IndexOf(Space);
        var name = end < 0 ? line : line[..end];
        var argument = end < 0 ? default : line[end..].TrimStart(Space);
        SmtpVerb verb = VerbOf(name);

        return verb switch
        {
            SmtpVerb.Mail => ParseMail(argument),
            SmtpVerb.Rcpt => ParseRcpt(argument),
            SmtpVerb.Ehlo or SmtpVerb.Helo => ParseHelo(verb, argument),
            SmtpVerb.Bdat => ParseBdat(argument),
            SmtpVerb.Xclient => XclientParser.Parse(argument),
            SmtpVerb.Data or SmtpVerb.Rset or SmtpVerb.Quit or SmtpVerb.StartTls when !argument.IsEmpty =>
                new(verb) { Refusal = SyntaxReplies.NoArgumentAllowed },
            SmtpVerb.Vrfy when argument.IsEmpty => new(verb) { Refusal = SyntaxReplies.VrfyWithoutAddress },
            _ => new(verb),
        };
    }

    private static SmtpVerb VerbOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when Is(name, "MAIL"u8) => SmtpVerb.Mail,
        4 when Is(name, "RCPT"u8) => SmtpVerb.Rcpt,
        4 when Is(name, "DATA"u8) => SmtpVerb.Data,
        4 when Is(name, "EHLO"u8) => SmtpVerb.Ehlo,
        4 when Is(name, "QUIT"u8) => SmtpVerb.Quit,
        4 when Is(name, "RSET"u8) => SmtpVerb.Rset,
        4 when Is(name, "HELO"u8) => SmtpVerb.Helo,
        4 when Is(name, "NOOP"u8) => SmtpVerb.Noop,
        4 when Is(name, "BDAT"u8) => SmtpVerb.Bdat,
        4 when Is(name, "VRFY"u8) => SmtpVerb.Vrfy,
        4 when Is(name, "HELP"u8) => SmtpVerb.Help,
        4 when Is(name, "AUTH"u8) || Is(name, "ETRN"u8) || Is(name, "EXPN"u8) => SmtpVerb.NotOffered,
        7 when Is(name, "XCLIENT"u8) => SmtpVerb.Xclient,
        8 when Is(name, "STARTTLS"u8) => SmtpVerb.StartTls,
        _ => SmtpVerb.Unknown,
    };

    private static SmtpCommand ParseHelo(SmtpVerb verb, ReadOnlySpan<byte> argument) => argument.IsEmpty
        ? new(verb) { Refusal = SyntaxReplies.HeloWithoutName }
        : new(verb) { Helo = new HeloCommand(Encoding.UTF8.GetString(argument), verb is SmtpVerb.Ehlo) };

    private static SmtpCommand ParseMail(ReadOnlySpan<byte> argument)
    {
        if (!TryCutKeyword(ref argument, "FROM:"u8))
        {
            return new(SmtpVerb.Mail) { Refusal = SyntaxReplies.MailSyntax };
        }

        if (!PathParser.TryTake(ref argument, mayBeNull: true, out MailPath path))
        {
            return new(SmtpVerb.Mail) { Refusal = SyntaxReplies.BadSender };
        }

        SmtpReply? refusal = MailParameters.Parse(argument, out MailParameters parameters);
        if (refusal is null && !parameters.SmtpUtf8 && !path.IsAscii())
        {
            refusal = SyntaxReplies.NeedsSmtpUtf8;
        }

        return refusal is not null
            ? new(SmtpVerb.Mail) { Refusal = refusal }
            : new(SmtpVerb.Mail) { Mail = new MailCommand(path, parameters.DeclaredOctets, parameters.Body, parameters.SmtpUtf8) };
    }

    private static SmtpCommand ParseRcpt(ReadOnlySpan<byte> argument)
    {
        if (!TryCutKeyword(ref argument, "TO:"u8))
        {
            return new(SmtpVerb.Rcpt) { Refusal = SyntaxReplies.RcptSyntax };
        }

        if (!PathParser.TryTake(ref argument, mayBeNull: false, out MailPath path))
        {
            return new(SmtpVerb.Rcpt) { Refusal = SyntaxReplies.BadRecipient };
        }

        return argument.IsEmpty
            ? new(SmtpVerb.Rcpt) { Recipient = path }
            : new(SmtpVerb.Rcpt) { Refusal = SyntaxReplies.UnknownParameter };
    }

    private static SmtpCommand ParseBdat(ReadOnlySpan<byte> argument)
    {
        if (!Utf8Parser.TryParse(argument, out ulong octets, out int used) || octets > long.MaxValue
            || !char.IsAsciiDigit((char)argument[0]) || (used < argument.Length && argument[used] != Space))
        {
            return new(SmtpVerb.Bdat) { Refusal = SyntaxReplies.BdatSyntax };
        }

        var marker = argument[used..].TrimStart(Space);
        var command = new SmtpCommand(SmtpVerb.Bdat) { ChunkOctets = (long)octets };
        return marker.IsEmpty ? command
            : Is(marker, "LAST"u8) ? command with { IsLastChunk = true }
            : command with { Refusal = SyntaxReplies.BdatEndMarker };
    }

    private static bool TryCutKeyword(ref ReadOnlySpan<byte> argument, ReadOnlySpan<byte> keyword)
    {
        if (argument.Length < keyword.Length || !Is(argument[..keyword.Length], keyword))
        {
            return false;
        }

        argument = argument[keyword.Length..].TrimStart(Space);
        return true;
    }

    private static bool Is(ReadOnlySpan<byte> given, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(given, expected);
}
