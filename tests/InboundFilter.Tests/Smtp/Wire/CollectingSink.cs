using System.Buffers;
using System.Text;
using InboundFilter.Smtp;

namespace InboundFilter.Tests.Smtp.Wire;

/// <summary>Keeps what a message reader hands on.</summary>
internal sealed class CollectingSink : IOctetSink
{
    private readonly ArrayBufferWriter<byte> _octets = new();

    public string Text => Encoding.Latin1.GetString(_octets.WrittenSpan);

    public int Pieces { get; private set; }

    public void Append(ReadOnlySpan<byte> octets)
    {
        _octets.Write(octets);
        Pieces++;
    }
}
