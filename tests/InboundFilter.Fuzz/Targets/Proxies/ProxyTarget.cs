using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Smtp.Proxy;

namespace InboundFilter.Fuzz.Targets.Proxies;

/// <summary>The PROXY header in front of a connection, version 1 and 2.</summary>
internal sealed class ProxyTarget : IFuzzTarget
{
    private const int MaxHeaderOctets = 1_024;

    private static readonly byte[] Signature = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    public string Name => "proxy";

    public int MaxOctets => 2 * MaxHeaderOctets;

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. ChanceExtensions.Octets("PROXY TCP4 192.0.2.1 198.51.100.1 56324 25\r\nEHLO x\r\n", "PROXY TCP6 2001:db8::1 2001:db8::2 1 25\r\n", "PROXY UNKNOWN\r\n"),
        [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 1, 198, 51, 100, 1, 0xDC, 0x04, 0, 25],
        [.. Signature, 0x20, 0, 0, 0],
        [.. Signature, 0x21, 0x21, 0, 39, .. new byte[36], 4, 0, 0],
    ];

    public IReadOnlyList<byte[]> Words { get; } =
    [
        .. ChanceExtensions.Octets("PROXY ", "TCP4 ", "TCP6 ", "UNKNOWN", "\r\n", "\n", "\r", " ", "0", "65536", "256", "::", ":ffff:", "192.0.2.1", "1.2.3", "%eth0"),
        Signature, [0x21, 0x11], [0x20], [0, 12], [0xFF, 0xFF], [3, 0, 4], [4, 0, 0],
    ];

    public byte[] Make(Random chance) => chance.OnceIn(2) ? MakeLine(chance) : MakeBinary(chance);

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        var bound = new AllocationBound(16 << 10, 400);
        var (status, header, used) = Take(input);
        behaviour.Note(status);
        behaviour.Note(header.IsLocal ? "local" : header.Source is { } source ? source.AddressFamily.ToString() : "none");

        Invariant.That(used <= MaxHeaderOctets, "a header is no longer than allowed");
        Invariant.That((header.Source is null) == (header.Destination is null), "a header names both ends or none");
        Invariant.That(status is not ProxyHeaderStatus.Incomplete || input.Length < MaxHeaderOctets + BinaryHeader.FixedOctets, "nobody waits for more than a header can have");
        CheckWhileItArrives(input, pieces, status, header, used);
        CheckWrittenBack(input, header, used);
        bound.Check(input.Length);
    }

    public void Dispose()
    {
    }

    private static (ProxyHeaderStatus Status, ProxyHeader Header, int Used) Take(ReadOnlyMemory<byte> octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        var status = ProxyHeaderReader.TryTake(ref buffer, MaxHeaderOctets, out var header);
        int used = octets.Length - (int)buffer.Length;
        Invariant.That(used == 0 || status is ProxyHeaderStatus.Complete, "nothing is used of what is no header");
        return (status, header, used);
    }

    /// <summary>Once something is known of a header it stays so, and nothing behind its end is looked at.</summary>
    private static void CheckWhileItArrives(byte[] input, PieceCutter pieces, ProxyHeaderStatus status, ProxyHeader header, int used)
    {
        foreach (var piece in pieces.Cut(input.Length))
        {
            var early = Take(input.AsMemory(0, piece.End.Value));
            if (early.Status is not ProxyHeaderStatus.Incomplete)
            {
                Invariant.That(early == (status, header, used), "a header is the same however it arrives", $"{early} became {(status, header, used)}");
                return;
            }
        }

        Invariant.That(input.Length == 0 || status is ProxyHeaderStatus.Incomplete, "a header is the same in pieces");
    }

    /// <summary>A line with IPv4 addresses, and the addresses of the binary form, can be written in one way only.</summary>
    private static void CheckWrittenBack(byte[] input, ProxyHeader header, int used)
    {
        if (header is not { Source: { } from, Destination: { } to })
        {
            return;
        }

        if (input[0] != 'P')
        {
            byte[] block = [.. from.Address.GetAddressBytes(), .. to.Address.GetAddressBytes(), .. Port(from), .. Port(to)];
            Invariant.That(input.AsSpan(BinaryHeader.FixedOctets).StartsWith(block), "the binary form means what it says");
        }
        else if (from.AddressFamily is AddressFamily.InterNetwork)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"PROXY TCP4 {from.Address} {to.Address} {from.Port} {to.Port}\r\n");
            Invariant.Same(line, Encoding.Latin1.GetString(input, 0, used), "a line has one form");
        }
    }

    private static byte[] Port(IPEndPoint end) => [(byte)(end.Port >> 8), (byte)end.Port];

    private static byte[] MakeLine(Random chance)
    {
        string protocol = chance.Any("TCP4", "TCP6", "UNKNOWN", "UDP4", "tcp4");
        string Address() => chance.Any("192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "0.0.0.0", "01.2.3.4", "::1::", "fe80::1%1", "1:2:3:4:5:6:1.2.3.4");
        string Number() => chance.Any("0", "25", "65535", "65536", "00025", "-1", "");
        return ChanceExtensions.Octets(
            $"PROXY {protocol} {Address()} {Address()} {Number()} {Number()}{chance.Any("\r\n", "\r\n", "\n", "\r", " \r\n", chance.Long('x', 120) + "\r\n")}");
    }

    private static byte[] MakeBinary(Random chance)
    {
        int family = chance.Any(0, 1, 2, 3, 4), transport = chance.Any(0, 1, 2, 3);
        var rest = new List<byte>();
        byte[] addresses = new byte[family switch { 1 => 12, 2 => 36, 3 => 216, _ => 0 }];
        chance.NextBytes(addresses);
        rest.AddRange(addresses);
        for (int vectors = chance.Next(4); vectors > 0; vectors--)
        {
            byte[] value = new byte[chance.Next(20)];
            chance.NextBytes(value);
            rest.AddRange([(byte)chance.Next(8), 0, (byte)(value.Length + (chance.OnceIn(6) ? 1 : 0)), .. value]);
        }

        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(rest.Count + (chance.OnceIn(6) ? chance.Next(-3, 900) : 0)));
        return [.. Signature, (byte)(0x20 | chance.Any(0, 1, 1, 1, 2)), (byte)((family << 4) | transport), .. length, .. rest];
    }
}
