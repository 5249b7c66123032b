using System.Globalization;
using System.Text.Json;

namespace InboundFilter.Policy.IpData;

/// <summary>Walks a value with all that it points to, and writes it as JSON.</summary>
/// <remarks>
/// Pointers let a small file describe a huge value (an array of pointers to an array of pointers ...), so depth, fields
/// and text are counted. The walk is made twice, first without a writer: nothing half-written is left behind.
/// </remarks>
internal sealed class MmdbJson
{
    /// <summary>Most maps and arrays inside each other.</summary>
    public const int MaxDepth = 512;

    /// <summary>Most octets of strings and bytes in one value; room for the longest single field that the format allows.</summary>
    public const int MaxOctets = 32 << 20;

    private const long LargestExactInteger = 1L << 53;

    private readonly MmdbSection _section;
    private readonly Utf8JsonWriter? _writer;
    private int _fieldsLeft = MmdbSection.MaxFields;
    private int _octetsLeft = MaxOctets;

    private MmdbJson(MmdbSection section, Utf8JsonWriter? writer) => (_section, _writer) = (section, writer);

    public static MmdbFault Check(MmdbSection section, int at) => new MmdbJson(section, null).Walk(at, MaxDepth, out _);

    /// <summary>Only for a value that <see cref="Check"/> has passed.</summary>
    public static void Write(MmdbSection section, int at, Utf8JsonWriter writer) =>
        new MmdbJson(section, writer).Walk(at, MaxDepth, out _);

    public static string Explain(MmdbFault fault) => fault switch
    {
        MmdbFault.OutsideSection => "a field or pointer reaches beyond the end of the section",
        MmdbFault.UnknownType => "a field has a type that no value may have",
        MmdbFault.WrongSize => "a field has a size that its type does not allow",
        MmdbFault.PointerToPointer => "a pointer points to a pointer",
        MmdbFault.KeyIsNotText => "the key of a map is not a string",
        MmdbFault.InvalidUtf8 => "a string is not UTF-8",
        MmdbFault.TooDeep => $"maps and arrays are nested more than {MaxDepth} deep",
        MmdbFault.TooManyValues => $"it has more than {MmdbSection.MaxFields} fields",
        MmdbFault.TooLarge => $"its text is longer than {MaxOctets} octets",
        _ => "nothing is wrong",
    };

    private MmdbFault Walk(int at, int depthLeft, out int next)
    {
        next = at;
        if (_fieldsLeft-- <= 0)
        {
            return MmdbFault.TooManyValues;
        }

        var fault = _section.Read(at, out var field);
        if (fault is not MmdbFault.None)
        {
            return fault;
        }

        if (field.Type is not MmdbType.Pointer)
        {
            return WalkField(field, depthLeft, out next);
        }

        next = field.Next;
        fault = _section.Resolve(at, out var target, out _);
        return fault is MmdbFault.None ? WalkField(target, depthLeft, out _) : fault;
    }

    private MmdbFault WalkField(MmdbField field, int depthLeft, out int next)
    {
        next = field.Next;
        if (field.Type is not (MmdbType.Map or MmdbType.Array))
        {
            return WriteScalar(field);
        }

        return depthLeft <= 0 ? MmdbFault.TooDeep
            : field.Type is MmdbType.Map ? WalkMap(field, depthLeft - 1, out next)
            : WalkArray(field, depthLeft - 1, out next);
    }

    private MmdbFault WalkMap(MmdbField map, int depthLeft, out int next)
    {
        next = map.Payload;
        _writer?.WriteStartObject();
        for (int entry = 0; entry < map.Size; entry++)
        {
            var fault = WalkKey(next, out next);
            fault = fault is MmdbFault.None ? Walk(next, depthLeft, out next) : fault;
            if (fault is not MmdbFault.None)
            {
                return fault;
            }
        }

        _writer?.WriteEndObject();
        return MmdbFault.None;
    }

    private MmdbFault WalkArray(MmdbField array, int depthLeft, out int next)
    {
        next = array.Payload;
        _writer?.WriteStartArray();
        for (int item = 0; item < array.Size; item++)
        {
            var fault = Walk(next, depthLeft, out next);
            if (fault is not MmdbFault.None)
            {
                return fault;
            }
        }

        _writer?.WriteEndArray();
        return MmdbFault.None;
    }

    private MmdbFault WalkKey(int at, out int next)
    {
        next = at;
        if (_fieldsLeft-- <= 0)
        {
            return MmdbFault.TooManyValues;
        }

        var fault = _section.Resolve(at, out var key, out next);
        if (fault is not MmdbFault.None)
        {
            return fault;
        }

        if (key.Type is not MmdbType.Utf8)
        {
            return MmdbFault.KeyIsNotText;
        }

        fault = TakeText(key, out var text);
        if (fault is MmdbFault.None)
        {
            _writer?.WritePropertyName(text);
        }

        return fault;
    }

    private MmdbFault WriteScalar(MmdbField field)
    {
        switch (field.Type)
        {
            case MmdbType.Utf8:
                var fault = TakeText(field, out var text);
                if (fault is MmdbFault.None)
                {
                    _writer?.WriteStringValue(text);
                }

                return fault;
            case MmdbType.Bytes:
                if (!TakeOctets(field.Size))
                {
                    return MmdbFault.TooLarge;
                }

                _writer?.WriteStringValue(Convert.ToHexStringLower(_section.Payload(field)));
                break;
            case MmdbType.Boolean:
                _writer?.WriteBooleanValue(field.Size is 1);
                break;
            case MmdbType.Int32:
                _writer?.WriteNumberValue(_section.Signed(field));
                break;
            case MmdbType.Double:
                WriteFloating(_section.Double(field));
                break;
            case MmdbType.Float:
                WriteFloating(_section.Float(field));
                break;
            default:
                WriteUnsigned(_section.Unsigned(field));
                break;
        }

        return MmdbFault.None;
    }

    private MmdbFault TakeText(MmdbField field, out ReadOnlySpan<byte> text)
    {
        text = default;
        return !TakeOctets(field.Size) ? MmdbFault.TooLarge
            : _section.TryText(field, out text) ? MmdbFault.None
            : MmdbFault.InvalidUtf8;
    }

    private bool TakeOctets(int count) => (_octetsLeft -= count) >= 0;

    private void WriteUnsigned(UInt128 value)
    {
        if (value <= (ulong)LargestExactInteger)
        {
            _writer?.WriteNumberValue((ulong)value);
        }
        else
        {
            _writer?.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WriteFloating(double value)
    {
        if (double.IsFinite(value))
        {
            _writer?.WriteNumberValue(value);
        }
        else
        {
            _writer?.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Apart from doubles, since the shortest decimal form of 1.1 is another one there.</summary>
    private void WriteFloating(float value)
    {
        if (float.IsFinite(value))
        {
            _writer?.WriteNumberValue(value);
        }
        else
        {
            _writer?.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
