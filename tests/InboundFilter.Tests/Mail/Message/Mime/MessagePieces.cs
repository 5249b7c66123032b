using System.Text;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

/// <summary>Messages as their octets come: in one piece, or cut anywhere.</summary>
internal static class MessagePieces
{
    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> octets)
    {
        await Task.CompletedTask;
        yield return octets;
    }

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> octets, int piece)
    {
        await Task.CompletedTask;
        for (int at = 0; at < octets.Length; at += piece)
        {
            // A copy, so that what keeps a piece that it may not keep is found out.
            byte[] copy = octets[at..Math.Min(at + piece, octets.Length)].ToArray();
            yield return copy;
            Array.Fill(copy, (byte)'#');
        }
    }

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> octets, Random random)
    {
        await Task.CompletedTask;
        int longest = 1 << random.Next(0, 12);
        while (!octets.IsEmpty)
        {
            int count = Math.Min(octets.Length, random.Next(0, longest + 1));
            byte[] copy = octets[..count].ToArray();
            yield return copy;
            Array.Fill(copy, (byte)'#');
            octets = octets[count..];
        }
    }

    public static Task<ParsedMessage> ParseAsync(byte[] message, MimeLimits? limits = null) => ParseAsync(Of(message), limits);

    public static Task<ParsedMessage> ParseAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, MimeLimits? limits = null) =>
        ParsedMessage.ReadAsync(pieces, new(), limits ?? MimeLimits.Default, CancellationToken.None).AsTask();

    public static async Task<byte[]> JoinAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var all = new List<byte>();
        await foreach (var piece in pieces)
        {
            all.AddRange(piece.Span);
        }

        return [.. all];
    }
}
