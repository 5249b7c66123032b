using System.Text;
using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets.Reports;

/// <summary>Writes reports about mail: ARF (RFC 5965), forwards and messages, some about the one mail that the ledger knows.</summary>
internal static class ReportGrammar
{
    private static readonly string[] Feedback =
    [
        "Feedback-Type: abuse", "Feedback-Type: not-spam", "Feedback-Type: auth-failure", "Feedback-Type: (c) fraud", "User-Agent: X/1", "Version: 1", "Version: 0.1", "Source-IP: 203.0.113.7",
        "Source-IP: [203.0.113.7]", "Source-IP: IPv6:::ffff:203.0.113.7", "Source-IP: 192.0.2.1", "Source-Port: 25", "Incidents: 4294967295", "Incidents: 99999999999", "Original-Rcpt-To: <kim@example.test>",
        "Original-Mail-From: <bounce@shop.test>", "Arrival-Date: Sun, 22 Nov 2026 11:00:00 +0000", "Received-Date: x", "Reporting-MTA: dns; mail.isp.test", "Authentication-Results: mx; spf=pass",
        "Reported-Domain: shop.test", "Reported-URI: http://x", "Removal-Recipient: a@b", "X: y",
    ];

    private static readonly string[] Fields =
    [
        "Received: from mx.shop.test (mx.shop.test [203.0.113.7]) by mx.example.test with ESMTP id K7QF2M9TXA; Sun, 22 Nov 2026 11:00:00 +0000",
        "Received: from mx.shop.test ([192.0.2.9]) by mx.example.test with ESMTP id K7QF2M9TXA; Sun, 22 Nov 2026 11:00:00 +0000",
        "Received: from x ([203.0.113.7]) by mail.isp.test with ESMTP id Z; Sun, 22 Nov 2026 11:00:00 +0000",
        "Received: from inner by mx.shop.test; Sun, 22 Nov 2026 10:00:00 +0000",
        "X-InboundFilter: mark; codes=A.3; ref=K7QF2M9TXA",
        "X-InboundFilter: ref=AAAAAAAAAA",
        "From: news@shop.test",
        "From: other@shop.test",
        "From: \"News\" <NEWS@shop.test>",
        "Message-ID: <1@shop.test>",
        "Message-ID: <2@shop.test>",
        "Subject: Buy",
        "Content-Type: text/html",
        "X-HmXmrOriginalRecipient: <kim@example.test>",
    ];

    public static IReadOnlyList<byte[]> Words { get; } = ChanceExtensions.Octets(
        [
            .. Feedback.Select(f => f + "\r\n"), .. Fields.Select(f => f + "\r\n"), "\r\n", "\r\n\r\n", "--b\r\n", "--b--\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Type: message/feedback-report\r\n\r\n",
            "Content-Type: text/rfc822-headers\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "multipart/report; report-type=feedback-report; boundary=b", "From kim Sun Nov 22\r\n", "203.0.113.7", "K7QF2M9TXA",
        ]);

    public static byte[] Make(Random chance) => ChanceExtensions.Octets(chance.Next(4) switch
    {
        0 => Forward(chance),
        1 => Message(chance),
        _ => Arf(chance),
    });

    private static string Arf(Random chance)
    {
        var text = new StringBuilder("From: fbl@isp.test\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nA report.\r\n");
        string fields = string.Concat(Enumerable.Range(0, chance.Next(9)).Select(_ => chance.Any(Feedback) + "\r\n"));
        Part(text, chance, chance.Any("message/feedback-report", "message/feedback-report", "text/plain"), fields);
        for (int messages = chance.OnceIn(6) ? chance.Next(4) : 1; messages > 0; messages--)
        {
            Part(text, chance, chance.Any("message/rfc822", "message/rfc822", "text/rfc822-headers", "message/global", "text/plain"), Message(chance));
        }

        return text.Append("--b--\r\n").ToString();
    }

    private static string Forward(Random chance)
    {
        var text = new StringBuilder("From: kim@example.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int messages = chance.OnceIn(10) ? chance.Next(30) : chance.Next(1, 3); messages > 0; messages--)
        {
            Part(text, chance, chance.Any("message/rfc822", "application/octet-stream; name=a.eml"), Message(chance));
        }

        return text.Append("--b--\r\n").ToString();
    }

    private static void Part(StringBuilder text, Random chance, string type, string content)
    {
        bool isEncoded = chance.OnceIn(5);
        text.Append("--b\r\nContent-Type: ").Append(type).Append("\r\n").Append(isEncoded ? "Content-Transfer-Encoding: base64\r\n\r\n" : "\r\n")
            .Append(isEncoded ? Convert.ToBase64String(ChanceExtensions.Octets(content)) : content).Append("\r\n");
    }

    private static string Message(Random chance)
    {
        // Mostly the mail that the ledger knows, with one field more, less or other.
        List<string> fields = [Fields[0], Fields[6], Fields[9], Fields[11]];
        for (int changes = chance.Next(4); changes > 0; changes--)
        {
            if (chance.OnceIn(2))
            {
                fields.RemoveAt(chance.Next(fields.Count));
            }

            fields.Insert(chance.Next(fields.Count + 1), chance.Any(Fields));
        }

        return (chance.OnceIn(8) ? "From kim Sun Nov 22 11:00:00 2026\r\n" : string.Empty) + string.Join("\r\n", fields) + "\r\n\r\nBuy now." + chance.Long('x', 2_000) + "\r\n";
    }
}
