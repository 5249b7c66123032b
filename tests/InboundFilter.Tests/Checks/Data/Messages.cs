using System.Text;
using InboundFilter.Policy.Facts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

/// <summary>Messages for checks, and how they are signed.</summary>
internal static class Messages
{
    /// <summary>A key for the domains shop.test, relay.test and lists.test; broken.test cannot be looked up.</summary>
    public static readonly string Keys = string.Join('\n', new[] { "shop", "relay", "lists", "example" }.Select(d => $"s1._domainkey.{d}.test TXT {TestSigner.Rsa.KeyRecord}"))
        + "\ns1._domainkey.broken.test TXT SERVFAIL";

    /// <summary>Lines of a header as a message with a short body.</summary>
    public static string With(string header) => $"{header}\n\nHello.\n".ReplaceLineEndings("\r\n");

    /// <summary>Signed by domains, with all the fields that are named.</summary>
    /// <param name="message">With CRLF.</param>
    /// <param name="domains">With a space between them; none for an unsigned message.</param>
    /// <param name="fields">The <c>h=</c>.</param>
    public static string Signed(string message, string domains, string fields = "from") => domains
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(message, (m, d) => TestSigner.Rsa.Sign(m, $"v=1; a=rsa-sha256; c=relaxed/relaxed; d={d}; s=s1; h={fields}; bh={{bh}}; b={{b}}"));

    /// <summary>Facts of a message of any octets.</summary>
    public static DataFacts AtData(this Given given, byte[] octets, params string[] recipients)
    {
        var mail = given.AtMailFrom();
        var reading = given.Authenticator.Read(verify: true, CancellationToken.None);
        reading.Append(octets);
        var read = reading.Complete();
        var facts = new MessageFacts(
            read,
            new TextSpool(Encoding.Latin1.GetString(octets)),
            reading.Signatures,
            verified => given.Authenticator.DmarcAsync(read, mail.Spf, verified, CancellationToken.None),
            CancellationToken.None);
        return new(mail, facts, [.. (recipients.Length == 0 ? ["user@example.test"] : recipients).Select(Given.Path)]);
    }
}
