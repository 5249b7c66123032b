using System.Buffers;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>Finds the fields that h= names (RFC 6376 §5.4.2): of several with one name the lowest first, and nothing when they are used up.</summary>
internal sealed class SignedFields
{
    private readonly IReadOnlyList<HeaderField> _fields;
    private readonly Dictionary<string, List<int>> _placesByName = new(StringComparer.OrdinalIgnoreCase);

    public SignedFields(MessageHeader header)
    {
        _fields = header.Fields;
        for (int i = 0; i < _fields.Count; i++)
        {
            string name = _fields[i].Name;
            if (!_placesByName.TryGetValue(name, out var places))
            {
                _placesByName.Add(name, places = []);
            }

            places.Add(i);
        }
    }

    /// <summary>Appends the fields that the signature covers, then the signature's own field, as they are hashed.</summary>
    public void Write(MessageSignature signature, ArrayBufferWriter<byte> output)
    {
        var used = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in signature.SignedFields)
        {
            if (Next(name, used, signature.Field) is { } field)
            {
                HeaderCanonicalizer.Write(field, signature.HeaderForm, output);
            }
        }

        HeaderCanonicalizer.WriteUnsigned(signature.Field, signature.HeaderForm, output);
    }

    /// <summary>The lowest field of the name not yet taken; the signature's own field is never one (RFC 6376 §3.5, h=).</summary>
    private HeaderField? Next(string name, Dictionary<string, int> used, HeaderField own)
    {
        if (!_placesByName.TryGetValue(name, out var places))
        {
            return null;
        }

        int taken = used.GetValueOrDefault(name);
        while (taken < places.Count)
        {
            var field = _fields[places[^++taken]];
            if (!ReferenceEquals(field, own))
            {
                used[name] = taken;
                return field;
            }
        }

        used[name] = taken;
        return null;
    }
}
