using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace InboundFilter.Policy.IpData;

/// <summary>A value inside a MaxMind DB file: read in place, without allocation. Every reading of a damaged value is a plain false.</summary>
public readonly struct MmdbValue
{
    private readonly MmdbSection? _section;
    private readonly int _at;

    internal MmdbValue(MmdbSection section, int at) => (_section, _at) = (section, at);

    /// <summary>The entry of a map. False: no map, no such key, or damaged. Of a key given twice the first counts.</summary>
    /// <param name="key">UTF-8, compared octet by octet.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetPath(ReadOnlySpan<byte> key, out MmdbValue value)
    {
        value = default;
        if (_section is null
            || _section.Resolve(_at, out var map, out _) is not MmdbFault.None
            || map.Type is not MmdbType.Map)
        {
            return false;
        }

        int at = map.Payload;
        int fieldsLeft = MmdbSection.MaxFields;
        for (int entry = 0; entry < map.Size; entry++)
        {
            if (fieldsLeft-- <= 0
                || _section.Resolve(at, out var name, out at) is not MmdbFault.None
                || name.Type is not MmdbType.Utf8)
            {
                return false;
            }

            if (_section.Payload(name).SequenceEqual(key))
            {
                value = new MmdbValue(_section, at);
                return true;
            }

            if (_section.Skip(at, ref fieldsLeft, out at) is not MmdbFault.None)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The entry of a map inside a map, such as <c>country</c>, <c>iso_code</c>.</summary>
    public bool TryGetPath(ReadOnlySpan<byte> outer, ReadOnlySpan<byte> inner, out MmdbValue value)
    {
        // A variable of its own: were it value, the inner call would clear the map that it reads.
        value = default;
        return TryGetPath(outer, out var map) && map.TryGetPath(inner, out value);
    }

    /// <summary>The octets of a string, valid as long as the reader. False: another type, not UTF-8, or damaged.</summary>
    public bool TryGetUtf8(out ReadOnlySpan<byte> text)
    {
        text = default;
        return _section is not null
            && _section.Resolve(_at, out var field, out _) is MmdbFault.None
            && field.Type is MmdbType.Utf8
            && _section.TryText(field, out text);
    }

    /// <summary>An unsigned integer of any width. False: another type, more than 32 bits, or damaged.</summary>
    public bool TryGetUInt32(out uint number)
    {
        number = 0;
        if (!TryGetUnsigned(out var wide) || wide > uint.MaxValue)
        {
            return false;
        }

        number = (uint)wide;
        return true;
    }

    /// <summary>Writes the value as it is: bytes in hex, integers beyond 2^53 as decimal strings, NaN and the infinities as strings.</summary>
    /// <param name="writer">Written to only when the whole value can be read. It must allow <see cref="MmdbJson.MaxDepth"/> levels more (its default does).</param>
    /// <param name="error">What is wrong with the value, in words for an administrator.</param>
    public bool TryWriteJson(Utf8JsonWriter writer, [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (_section is null)
        {
            error = "no value";
            return false;
        }

        var fault = MmdbJson.Check(_section, _at);
        if (fault is not MmdbFault.None)
        {
            error = $"the record at octet {_at} of the data section cannot be read: {MmdbJson.Explain(fault)}";
            return false;
        }

        MmdbJson.Write(_section, _at, writer);
        return true;
    }

    /// <summary>An unsigned integer of any width. False: another type or damaged.</summary>
    internal bool TryGetUnsigned(out UInt128 number)
    {
        number = 0;
        if (_section is null
            || _section.Resolve(_at, out var field, out _) is not MmdbFault.None
            || field.Type is not (MmdbType.UInt16 or MmdbType.UInt32 or MmdbType.UInt64 or MmdbType.UInt128))
        {
            return false;
        }

        number = _section.Unsigned(field);
        return true;
    }
}
