using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Fuzz.Targets.Messages;

/// <summary>Writes messages (RFC 5322, RFC 2045): odd fields, nested parts in all encodings, and, some, with signatures and seals that are right.</summary>
internal static class MessageGrammar
{
    private const int MaxDepth = 4;

    private static readonly string[] Values =
    [
        "a@sender.test", "\"A, B\" <a@sender.test>, b@void.test", "Group: a@b.test, c@d.test;", "<a@sender.test", "=?utf-8?B?w6k=?= <a@sender.test>", "=?utf-8?Q?=C3=A9_x?=", "=?x?B?/?=",
        "user@example.test <a@sender.test>", "@", "(((((comment)", "Sun, 22 Nov 2026 12:00:00 +0000", "Mon, 32 Foo 0000 99:99:99 -9999", "<1@sender.test> <2@x>", "text/plain; charset=utf-8",
        "multipart/mixed; boundary=b", "multipart/mixed; boundary=\"b", "text/html; name*0*=utf-8''%C3%A9; name*1=x; name*9=y", "base64", "quoted-printable", "x-uuencode", "attachment; filename=\"a.eml\"",
        "<https://u.test/x>, <mailto:u@u.test?subject=x>", "List-Unsubscribe=One-Click", "News <news.sender.test>", "bulk", "auto-replied", "from a (b [192.0.2.9]) by c with ESMTP id d; Sun, 22 Nov 2026 12:00:00 +0000",
        "mx.example.test; spf=pass smtp.mailfrom=a@b; dkim=fail (x) header.d=y", "i=1; mx.example.test; arc=pass", "v=1; a=rsa-sha256; d=example.test; s=s1; h=from; bh=; b=", "\u00C3\u00A9\u00FF",
    ];

    private static readonly string[] Names =
    [
        "From", "To", "Cc", "Sender", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Received", "Return-Path", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
        "Precedence", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version", "Authentication-Results", "ARC-Seal", "ARC-Message-Signature",
        "ARC-Authentication-Results", "DKIM-Signature", "X-Mailer", "Feedback-ID", "X-InboundFilter",
    ];

    private static readonly string[] Signatures =
    [
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from:subject:from; bh={bh}; b={b}",
        "v=1; a=rsa-sha256; c=simple/simple; d=example.test; s=s1; h=From:Date; l=4; bh={bh}; b={b}",
        "v=1; a=rsa-sha256; c=relaxed; d=example.test; s=none; h=from; t=1; x=2; bh={bh}; b={b}",
        "v=1; a=rsa-sha1; d=example.test; s=s1; i=@sub.example.test; h=from; bh={bh}; b={b}",
    ];

    /// <summary>A key of 1,024 bits that protects nothing: the same in each run, so that a seed gives the same messages.</summary>
    private static readonly TestSigner Signer = new(FixedKey());

    public static string Zone { get; } = $"s1._domainkey.example.test TXT {Signer.KeyRecord}\n_dmarc.example.test TXT v=DMARC1; p=quarantine; adkim=s";

    public static IReadOnlyList<byte[]> Words { get; } = ChanceExtensions.Octets(
        [
            .. Names.Select(n => $"{n}: "), .. Values, "\r\n", "\n", "\r", "\0", "\r\n\r\n", "\r\n ", "\r\n\t", "--b", "--b--", "--b\r\n", "--b--\r\n", "boundary=", "=\r\n", "=3D", "=0", "begin 644 x\r\n", "end\r\n",
            "message/rfc822", "multipart/report; report-type=feedback-report; ", "charset=utf-16", "charset=iso-2022-jp", "\u001B$B", "=?", "?=", "<a href=\"http://l.test/\">", "<!--", "&#x10FFFF;", "; ", ":", "bh=", "b=", "h=", "l=", "cv=", "i=51", "(", ")", "\"", "\\",
        ]);

    public static byte[] Make(Random chance)
    {
        var odd = new StringBuilder();
        for (int count = chance.OnceIn(12) ? chance.Next(100) : chance.Next(8); count > 0; count--)
        {
            Field(odd, chance);
        }

        string body = chance.OnceIn(3) ? $"\r\n{Text(chance)}" : $"MIME-Version: 1.0\r\n{Part(chance, MaxDepth)}";
        if (chance.OnceIn(5))
        {
            return ChanceExtensions.Octets(odd + body);
        }

        string author = chance.Any("a@sender.test", "Kim <kim@example.test>", "x@void.test", Values[1]);
        string plain = string.Create(CultureInfo.InvariantCulture, $"From: {author}\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\nMessage-ID: <{chance.Next(9)}@sender.test>\r\nSubject: x\r\n{body}");
        return ChanceExtensions.Octets(odd + (chance.OnceIn(4) ? Signed(chance, plain) : plain));
    }

    private static void Field(StringBuilder fields, Random chance)
    {
        fields.Append(chance.Any(Names)).Append(chance.OnceIn(20) ? " :" : ": ");
        for (int values = chance.OnceIn(10) ? chance.Next(40) : 1; values > 0; values--)
        {
            fields.Append(chance.Any(Values)).Append(chance.OnceIn(3) ? "\r\n " : string.Empty);
        }

        fields.Append(chance.OnceIn(15) ? chance.Long('f', 3_000) : string.Empty).Append(chance.OnceIn(20) ? "\n" : "\r\n");
    }

    private static string Part(Random chance, int depth)
    {
        if (depth == 0 || chance.OnceIn(3))
        {
            return Leaf(chance);
        }

        string boundary = chance.Any("b", "bb", "=_b", "b b", new string('b', 70), $"n{depth}");
        var text = new StringBuilder($"Content-Type: multipart/{chance.Any("mixed", "alternative", "digest", "related", "report; report-type=feedback-report")}; boundary=\"{boundary}\"\r\n\r\npreamble\r\n");
        for (int parts = chance.OnceIn(20) ? chance.Next(120) : chance.Next(4); parts > 0; parts--)
        {
            text.Append("--").Append(boundary).Append(chance.OnceIn(10) ? " \t\r\n" : "\r\n").Append(Part(chance, depth - 1)).Append("\r\n");
        }

        return text.Append(chance.OnceIn(6) ? string.Empty : $"--{boundary}--\r\n").ToString();
    }

    private static string Leaf(Random chance)
    {
        string text = Text(chance);
        return chance.Next(6) switch
        {
            0 => $"Content-Type: text/html; charset={chance.Any("utf-8", "iso-8859-1", "utf-16", "x", "iso-2022-jp", "utf-7")}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(ChanceExtensions.Octets("<p>" + text))}",
            1 => $"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{text.Replace("e", "=65", StringComparison.Ordinal)}=\r\n=C3=\r\n=ZZ",
            2 => $"Content-Type: message/rfc822\r\n\r\nFrom: b@void.test\r\nSubject: in\r\n\r\n{text}",
            3 => $"Content-Type: application/octet-stream; name=\"x.exe\"\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9.zip\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n#0V%T\r\n`\r\nend\r\n",
            4 => $"\r\n{text}",
            _ => $"Content-Type: {chance.Any(Values)}\r\nContent-Transfer-Encoding: {chance.Any("7bit", "8bit", "BINARY", "base64", "?")}\r\n\r\n{text}",
        };
    }

    private static string Text(Random chance) => chance.Any(
        "Hello, this is a text with some words and https://link.shop.test/x in it.\r\n", "\r\n", string.Empty, ".\r\n..\r\n", chance.Long('t', 4_000) + "\r\n", "a \t b  \r\n\r\n\r\n",
        "To unsubscribe from this list click here\r\n", "<html><body><a href='http://x.test'>x</a><!-- c --></body></html>\r\n", "\u00C3\u00A9\u00FF\u0000\r\n");

    private static string Signed(Random chance, string message)
    {
        string signed = Signer.Sign(message, chance.Any(Signatures));
        if (!chance.OnceIn(3))
        {
            return signed;
        }

        for (int instance = 1, sets = chance.Next(1, 4); instance <= sets; instance++)
        {
            signed = Signer.Seal(signed, instance, instance == 1 ? "none" : "pass");
        }

        return signed;
    }

    private static RSA FixedKey()
    {
        var key = RSA.Create();
        key.ImportRSAPrivateKey(Convert.FromBase64String(TestKey.Base64), out _);
        return key;
    }
}
