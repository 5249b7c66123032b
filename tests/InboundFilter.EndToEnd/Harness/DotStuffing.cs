namespace InboundFilter.EndToEnd.Harness;

/// <summary>The transparency of DATA (RFC 5321 §4.5.2), on the tests' own account.</summary>
internal static class DotStuffing
{
    /// <summary>Doubles the dot at the start of each line; lines begin after CRLF.</summary>
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        var stuffed = new List<byte>(message.Length + 64);
        for (int i = 0; i < message.Length; i++)
        {
            if (message[i] == '.' && (i == 0 || (i > 1 && message[i - 1] == '\n' && message[i - 2] == '\r')))
            {
                stuffed.Add((byte)'.');
            }

            stuffed.Add(message[i]);
        }

        return [.. stuffed];
    }

    /// <summary>Takes the dot off a line that starts with one.</summary>
    /// <param name="line">With its line end.</param>
    public static ReadOnlySpan<byte> Undone(ReadOnlySpan<byte> line) => line is [(byte)'.', ..] ? line[1..] : line;
}
