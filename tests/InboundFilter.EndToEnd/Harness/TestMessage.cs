using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>Messages to send, and what must become of them.</summary>
internal static class TestMessage
{
    public static byte[] Simple { get; } = Encoding.ASCII.GetBytes(
        "From: a@sender.test\r\nTo: user@example.test\r\nSubject: hello\r\n\r\n.a line that begins with a dot\r\nlast line\r\n");

    /// <summary>A message with these header fields and nothing else in its header.</summary>
    public static byte[] With(params IEnumerable<string> fields) => Encoding.ASCII.GetBytes($"{string.Join("\r\n", fields)}\r\n\r\nhello\r\n");

    /// <summary>Asserts that a message was passed on octet for octet, behind nothing but header fields of ours.</summary>
    /// <param name="delivered">What arrived.</param>
    /// <param name="sent">What the client sent.</param>
    /// <param name="name">For the message of a failure.</param>
    public static void AssertPassed(ReadOnlySpan<byte> delivered, ReadOnlySpan<byte> sent, string name = "the message")
    {
        Assert.That(delivered.EndsWith(sent), Is.True, $"{name} does not end in the octets that were sent.");
        string ours = Encoding.UTF8.GetString(delivered[..^sent.Length]);
        string[] fields = [.. ours.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] is not (' ' or '\t')).Select(l => l.Split(':')[0])];
        Assert.That(ours, Does.EndWith("\r\n"), name);
        Assert.That(
            fields.Except(["Return-Path", "Delivered-To", "Received", "Authentication-Results", "X-InboundFilter"]), Is.Empty, $"{name} has other fields in front.");
        Assert.That(fields, Does.Contain("Received").And.Contain("Authentication-Results"), name);
    }
}
