using System.Security.Cryptography;

namespace InboundFilter.Mail.Signatures;

/// <summary>One hash over a canonical body, read off at each length that a signature asks for (RFC 6376 §3.4.5), so that any number of l= costs one hash.</summary>
internal sealed class BodyDigest(Canonicalization form, HashAlgorithmName algorithm) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);
    private readonly SortedList<long, byte[]> _values = [];
    private long _length;
    private int _reached;
    private bool _whole;
    private byte[]? _value;

    public Canonicalization Form => form;

    public HashAlgorithmName Algorithm => algorithm;

    /// <summary>Asks for the hash of the first octets, before any has come; null asks for that of all.</summary>
    public void Request(long? length)
    {
        if (length is { } limit)
        {
            _values[limit] = [];
        }
        else
        {
            _whole = true;
        }
    }

    /// <summary>The hash; null when the body is shorter than asked for.</summary>
    public byte[]? Value(long? length) => length is not { } limit ? _value : _values.IndexOfKey(limit) < _reached ? _values[limit] : null;

    public void Append(ReadOnlySpan<byte> octets)
    {
        while (_reached < _values.Count && _values.GetKeyAtIndex(_reached) - _length is var left && left <= octets.Length)
        {
            Hash(octets[..(int)left]);
            octets = octets[(int)left..];
            _values.SetValueAtIndex(_reached++, _hash.GetCurrentHash());
        }

        if (_whole || _reached < _values.Count)
        {
            Hash(octets);
        }
    }

    /// <summary>The body is at its end.</summary>
    public void Finish()
    {
        Append([]);   // l=0
        _value = _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Hash(ReadOnlySpan<byte> octets)
    {
        _hash.AppendData(octets);
        _length += octets.Length;
    }
}
