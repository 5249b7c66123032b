using System.Text;
using InboundFilter.Mail.Scanning;

namespace InboundFilter.Tests.Fakes;

/// <summary>A scanner that always says the same, and keeps what it was given, one character per octet.</summary>
public sealed class FixedScanner(string name, ScanResult result) : IContentScanner
{
    public string Name => name;

    public ScannerAway WhenAway { get; init; }

    public List<string> Seen { get; } = [];

    public async ValueTask<ScanResult> ScanAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> message, long length, CancellationToken cancellation)
    {
        var seen = new StringBuilder();
        await foreach (var piece in message.WithCancellation(cancellation))
        {
            seen.Append(Encoding.Latin1.GetString(piece.Span));
        }

        Assert.That(seen, Has.Length.EqualTo(length));
        Seen.Add(seen.ToString());
        return result;
    }
}
