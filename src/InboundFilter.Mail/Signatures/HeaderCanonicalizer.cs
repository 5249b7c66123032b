using System.Buffers;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>Writes header fields as they are hashed (RFC 6376 §3.4.1, §3.4.2). Lines end in CRLF; a lone LF counts as one.</summary>
internal static class HeaderCanonicalizer
{
    /// <summary>Appends a field with its CRLF.</summary>
    public static void Write(HeaderField field, Canonicalization form, ArrayBufferWriter<byte> output)
    {
        Write(field.RawName, field.Raw.Span, field.RawValue.Span, form, output);
        output.Write("\r\n"u8);
    }

    /// <summary>Appends the field that holds the signature: the value of b= removed with the white space around it, and without the last CRLF (RFC 6376 §3.7).</summary>
    public static void WriteUnsigned(HeaderField field, Canonicalization form, ArrayBufferWriter<byte> output)
    {
        var raw = field.Raw.Span;
        int valueStart = raw.Length - field.RawValue.Length;
        var (start, end) = SignatureValue(raw[valueStart..]);
        byte[] emptied = [.. raw[..(valueStart + start)], .. raw[(valueStart + end)..]];
        Write(field.RawName, emptied, emptied.AsSpan(valueStart), form, output);
    }

    /// <summary>Where the value of the tag b= stands in a tag list that has been read.</summary>
    private static (int Start, int End) SignatureValue(ReadOnlySpan<byte> list)
    {
        int at = 0;
        while (at < list.Length)
        {
            int semicolon = list[at..].IndexOf((byte)';');
            int end = semicolon < 0 ? list.Length : at + semicolon;
            int equals = list[at..end].IndexOf((byte)'=');
            if (equals >= 0 && list.Slice(at, equals).Trim(" \t\r\n"u8).SequenceEqual("b"u8))
            {
                return (at + equals + 1, end);
            }

            at = end + 1;
        }

        return (list.Length, list.Length);
    }

    private static void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> value, Canonicalization form, ArrayBufferWriter<byte> output)
    {
        if (form is Canonicalization.Simple)
        {
            WriteSimple(WithoutLineEnd(raw), output);
            return;
        }

        var target = output.GetSpan(name.Length + 1);
        System.Text.Ascii.ToLower(name, target, out int length);
        target[length] = (byte)':';
        output.Advance(length + 1);
        WriteRelaxed(WithoutLineEnd(value), output);
    }

    private static void WriteSimple(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var feed)
        {
            output.Write(WithoutLineEnd(text[..(feed + 1)]));
            output.Write("\r\n"u8);
            text = text[(feed + 1)..];
        }

        output.Write(text);
    }

    /// <summary>Unfolds, makes each run of white space one space, and drops it at both ends.</summary>
    private static void WriteRelaxed(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        var target = output.GetSpan(text.Length);
        int length = 0;
        bool space = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte octet = text[i];
            if (octet == '\n' || (octet == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
            {
                continue;
            }

            if (octet is (byte)' ' or (byte)'\t')
            {
                space = length > 0;
                continue;
            }

            if (space)
            {
                target[length++] = (byte)' ';
                space = false;
            }

            target[length++] = octet;
        }

        output.Advance(length);
    }

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> text) =>
        text.EndsWith("\r\n"u8) ? text[..^2] : text.EndsWith("\n"u8) ? text[..^1] : text;
}
