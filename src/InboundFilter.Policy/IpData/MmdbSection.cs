using System.Buffers.Binary;
using System.Text.Unicode;

namespace InboundFilter.Policy.IpData;

/// <summary>A run of fields that pointers address from its beginning: the data section, or the metadata. Trusts no octet of it.</summary>
internal sealed class MmdbSection(byte[] file, int start, int length)
{
    /// <summary>Most fields that are read or skipped for one value. A record of the largest published databases has some hundred.</summary>
    public const int MaxFields = 65_536;

    public int Length => length;

    private ReadOnlySpan<byte> Octets => file.AsSpan(start, length);

    public ReadOnlySpan<byte> Payload(MmdbField field) => Octets.Slice(field.Payload, field.Size);

    /// <summary>Reads the control octets of the field at <paramref name="at"/>, a pointer included, and checks that its payload lies inside.</summary>
    public MmdbFault Read(int at, out MmdbField field)
    {
        field = default;
        var octets = Octets;
        if ((uint)at >= (uint)octets.Length)
        {
            return MmdbFault.OutsideSection;
        }

        int control = octets[at++];
        var type = (MmdbType)(control >> 5);
        if (type is MmdbType.Pointer)
        {
            return ReadPointer(octets, control, at, out field);
        }

        if (type == 0)
        {
            if (at >= octets.Length)
            {
                return MmdbFault.OutsideSection;
            }

            type = (MmdbType)(octets[at++] + 7);
            if (type is < MmdbType.Int32 or > MmdbType.Float or MmdbType.CacheContainer or MmdbType.EndMarker)
            {
                return MmdbFault.UnknownType;
            }
        }

        int size = control & 31;
        if (size > 28)
        {
            int sizeOctets = size - 28;
            if (octets.Length - at < sizeOctets)
            {
                return MmdbFault.OutsideSection;
            }

            size = BigEndian(octets.Slice(at, sizeOctets)) + sizeOctets switch { 1 => 29, 2 => 285, _ => 65_821 };
            at += sizeOctets;
        }

        if (!IsLegalSize(type, size))
        {
            return MmdbFault.WrongSize;
        }

        bool hasPayload = type is not (MmdbType.Map or MmdbType.Array or MmdbType.Boolean);
        if (hasPayload && octets.Length - at < size)
        {
            return MmdbFault.OutsideSection;
        }

        field = new MmdbField(type, size, at, hasPayload ? at + size : at);
        return MmdbFault.None;
    }

    /// <summary>Like <see cref="Read"/>, but in place of a pointer it gives the field pointed to.</summary>
    /// <param name="at">Where the field begins.</param>
    /// <param name="field">Never a pointer: the format forbids a pointer to a pointer, and so there are no loops of them.</param>
    /// <param name="next">Behind the pointer, or <see cref="MmdbField.Next"/> of a field that stands here itself.</param>
    public MmdbFault Resolve(int at, out MmdbField field, out int next)
    {
        var fault = Read(at, out field);
        next = field.Next;
        if (fault is not MmdbFault.None || field.Type is not MmdbType.Pointer)
        {
            return fault;
        }

        fault = Read(field.Payload, out field);
        return fault is MmdbFault.None && field.Type is MmdbType.Pointer ? MmdbFault.PointerToPointer : fault;
    }

    /// <summary>Finds the field behind the one at <paramref name="at"/>, with all that belongs to it. Pointers are stepped over, not followed.</summary>
    /// <param name="at">Where the field begins.</param>
    /// <param name="fieldsLeft">Lowered by the number of fields passed; at zero the answer is <see cref="MmdbFault.TooManyValues"/>.</param>
    /// <param name="next">Where the next field begins.</param>
    public MmdbFault Skip(int at, ref int fieldsLeft, out int next)
    {
        next = at;
        for (long pending = 1; pending > 0; pending--)
        {
            if (fieldsLeft-- <= 0)
            {
                return MmdbFault.TooManyValues;
            }

            var fault = Read(next, out var field);
            if (fault is not MmdbFault.None)
            {
                return fault;
            }

            next = field.Next;
            pending += field.Children;
        }

        return MmdbFault.None;
    }

    /// <summary>The value of an unsigned integer of any width; shorter payloads are padded on the left.</summary>
    public UInt128 Unsigned(MmdbField field)
    {
        UInt128 value = 0;
        foreach (byte octet in Payload(field))
        {
            value = (value << 8) | octet;
        }

        return value;
    }

    /// <summary>The value of a signed integer; a payload of fewer than four octets is never negative.</summary>
    public int Signed(MmdbField field) => BigEndian(Payload(field));

    public double Double(MmdbField field) => BinaryPrimitives.ReadDoubleBigEndian(Payload(field));

    public float Float(MmdbField field) => BinaryPrimitives.ReadSingleBigEndian(Payload(field));

    /// <summary>The octets of a string field, when they are UTF-8.</summary>
    public bool TryText(MmdbField field, out ReadOnlySpan<byte> text)
    {
        text = Payload(field);
        return Utf8.IsValid(text);
    }

    private MmdbFault ReadPointer(ReadOnlySpan<byte> octets, int control, int at, out MmdbField field)
    {
        field = default;
        int width = ((control >> 3) & 3) + 1;
        if (octets.Length - at < width)
        {
            return MmdbFault.OutsideSection;
        }

        long low = (uint)BigEndian(octets.Slice(at, width));
        long high = (long)(control & 7) << (8 * width);
        long target = width switch
        {
            1 => high + low,
            2 => high + low + 2_048,
            3 => high + low + 526_336,
            _ => low,
        };
        if (target >= length)
        {
            return MmdbFault.OutsideSection;
        }

        field = new MmdbField(MmdbType.Pointer, 0, (int)target, at + width);
        return MmdbFault.None;
    }

    private static bool IsLegalSize(MmdbType type, int size) => type switch
    {
        MmdbType.Double => size == 8,
        MmdbType.Float => size == 4,
        MmdbType.UInt16 => size <= 2,
        MmdbType.UInt32 or MmdbType.Int32 => size <= 4,
        MmdbType.UInt64 => size <= 8,
        MmdbType.UInt128 => size <= 16,
        MmdbType.Boolean => size <= 1,
        _ => true,
    };

    private static int BigEndian(ReadOnlySpan<byte> octets)
    {
        int value = 0;
        foreach (byte octet in octets)
        {
            value = (value << 8) | octet;
        }

        return value;
    }
}
