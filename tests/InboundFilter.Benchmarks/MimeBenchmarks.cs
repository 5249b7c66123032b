using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Benchmarks;

/// <summary>Reading the structure of a 10 MB message as it comes, and undoing its base64.</summary>
[MemoryDiagnoser]
public class MimeBenchmarks
{
    private const int Octets = 10_000_000;
    private const int PieceOctets = 16 << 10;

    private readonly ArrayBufferWriter<byte> _decoded = new(PieceOctets + 1);
    private byte[] _body = [];
    private MessageHeader _header = MessageHeader.Read(default, HeaderLimits.Default);

    public enum Kind
    {
        /// <summary>No multipart: nothing is looked at.</summary>
        Plain,

        /// <summary>A text and an attachment in base64.</summary>
        Attachment,

        /// <summary>As many parts as are looked at.</summary>
        ManyParts,

        /// <summary>All lines begin with hyphens and none is a delimiter.</summary>
        Hyphens,
    }

    [ParamsAllValues]
    public Kind Message { get; set; }

    [GlobalSetup]
    public void Write()
    {
        _header = MessageHeader.Read(
            Encoding.ASCII.GetBytes(Message is Kind.Plain ? "Content-Type: text/plain\r\n" : "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n"), HeaderLimits.Default);
        const string Part = "--=_b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        string line = Message is Kind.Hyphens ? "--\r\n" : new string('A', 76) + "\r\n";
        int partOctets = Message is Kind.ManyParts ? Octets / 990 : Octets;
        var text = new StringBuilder();
        while (text.Length < Octets)
        {
            text.Append(Part).Insert(text.Length, line, partOctets / line.Length);
        }

        _body = Encoding.ASCII.GetBytes(text.Append("--=_b--\r\n").ToString());
    }

    [Benchmark]
    public MimeStructure Scan()
    {
        var scanner = new MimeScanner(_header, MimeLimits.Default);
        for (int at = 0; at < _body.Length; at += PieceOctets)
        {
            scanner.Append(_body.AsSpan(at, Math.Min(PieceOctets, _body.Length - at)));
        }

        return scanner.Complete();
    }

    [Benchmark]
    public long Base64() => Decode(TransferEncoding.Base64);

    [Benchmark]
    public long QuotedPrintable() => Decode(TransferEncoding.QuotedPrintable);

    private long Decode(TransferEncoding encoding)
    {
        var decoder = TransferDecoder.For(encoding);
        long octets = 0;
        for (int at = 0; at < _body.Length; at += PieceOctets)
        {
            decoder.Append(_body.AsSpan(at, Math.Min(PieceOctets, _body.Length - at)), _decoded);
            octets += _decoded.WrittenCount;
            _decoded.ResetWrittenCount();
        }

        return octets;
    }
}
