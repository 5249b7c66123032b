using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Reports;

/// <summary>A message that somebody reported, as far as it is kept. Immutable.</summary>
public sealed class ReportedMessage
{
    private ReportedMessage(MessageHeader header, ReadOnlyMemory<byte> headerOctets, ReadOnlyMemory<byte> sample, bool isCut)
    {
        (Header, HeaderOctets, Sample, IsCut) = (header, headerOctets, sample, isCut);
        Fields = new MessageFields(header, FieldLimits.Default);
    }

    public MessageHeader Header { get; }

    public MessageFields Fields { get; }

    /// <summary>The header section as it came, with the blank line.</summary>
    public ReadOnlyMemory<byte> HeaderOctets { get; }

    /// <summary>The beginning of the body; empty when the report has only the header section.</summary>
    public ReadOnlyMemory<byte> Sample { get; }

    /// <summary>The message has more than is kept.</summary>
    public bool IsCut { get; }

    /// <summary>Reads what was attached, a whole message or its header section alone. Blank lines and an mbox line in front are skipped.</summary>
    /// <param name="octets">At least as much of it as the limits let us keep.</param>
    /// <param name="limits">How much is kept.</param>
    internal static ReportedMessage Read(ReadOnlyMemory<byte> octets, ReportLimits limits)
    {
        octets = octets.TrimStart("\r\n"u8);
        if (octets.Span.StartsWith("From "u8))
        {
            int feed = octets.Span.IndexOf((byte)'\n');
            octets = feed < 0 ? default : octets[(feed + 1)..];
        }

        var collector = new HeaderCollector(new HeaderLimits { MaxOctets = limits.MaxHeaderOctets });
        int length = collector.Append(octets.Span);
        var header = octets[..Math.Min(length, limits.MaxHeaderOctets)];
        var body = octets[length..];
        return new ReportedMessage(
            collector.Read(),
            header,
            body[..Math.Min(body.Length, limits.MaxSampleOctets)],
            isCut: header.Length < length || body.Length > limits.MaxSampleOctets);
    }
}
