using System.Text;
using System.Text.Json;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Tests.Policy.IpData;

public sealed class MmdbValueTests
{
    [TestCase("40", "\"\"", TestName = "an empty string")]
    [TestCase("43 666F6F", "\"foo\"", TestName = "a string")]
    [TestCase("A0", "0", TestName = "an integer without octets")]
    [TestCase("A2 FFFF", "65535", TestName = "uint16")]
    [TestCase("C4 FFFFFFFF", "4294967295", TestName = "uint32")]
    [TestCase("04 01 FFFFFFFF", "-1", TestName = "int32")]
    [TestCase("02 01 FFFF", "65535", TestName = "a short int32 is not negative")]
    [TestCase("07 02 20000000000000", "9007199254740992", TestName = "uint64 of 2^53")]
    [TestCase("07 02 20000000000001", "\"9007199254740993\"", TestName = "uint64 over 2^53")]
    [TestCase("10 03 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "\"340282366920938463463374607431768211455\"", TestName = "uint128")]
    [TestCase("01 03 2A", "42", TestName = "a small uint128")]
    [TestCase("68 3FF199999999999A", "1.1", TestName = "double")]
    [TestCase("68 7FF0000000000000", "\"Infinity\"", TestName = "double infinity")]
    [TestCase("04 08 3F8CCCCD", "1.1", TestName = "float")]
    [TestCase("04 08 7FC00000", "\"NaN\"", TestName = "float not a number")]
    [TestCase("84 0000002A", "\"0000002a\"", TestName = "bytes")]
    [TestCase("00 07", "false", TestName = "false")]
    [TestCase("01 07", "true", TestName = "true")]
    [TestCase("E0", "{}", TestName = "an empty map")]
    [TestCase("00 04", "[]", TestName = "an empty array")]
    [TestCase("03 04 A101 A102 A103", "[1,2,3]", TestName = "an array")]
    [TestCase("E2 4161 01 04 2009 4162 A105", "{\"a\":[5],\"b\":5}", TestName = "a pointer, and what stands behind it")]
    [TestCase("02 04 2004 E1 4161 A101 A109", "[{\"a\":1},{\"a\":1}]", TestName = "a pointer to a map goes on behind the pointer")]
    public void Writes_every_type(string data, string json)
    {
        var reader = MmdbSample.Reader(Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal)));

        Assert.That(MmdbSample.Json(reader, MmdbSample.Inside), Is.EqualTo(json));
    }

    [TestCase("44 666F6F", "beyond the end", TestName = "text beyond the section")]
    [TestCase("5F FFFFFF", "beyond the end", TestName = "the longest text, with nothing behind")]
    [TestCase("5E 01", "beyond the end", TestName = "a size cut off")]
    [TestCase("42 C328", "not UTF-8", TestName = "not UTF-8")]
    [TestCase("A3 000000", "size", TestName = "uint16 of three octets")]
    [TestCase("67 00000000000000", "size", TestName = "double of seven octets")]
    [TestCase("05 08 0000000000", "size", TestName = "float of five octets")]
    [TestCase("02 07", "size", TestName = "a boolean of two")]
    [TestCase("00 05", "type", TestName = "a cache container as a value")]
    [TestCase("00 06", "type", TestName = "an end marker as a value")]
    [TestCase("00 00", "type", TestName = "an extended type below eight")]
    [TestCase("00 FF", "type", TestName = "a type beyond the last")]
    [TestCase("2000", "points to a pointer", TestName = "a pointer to itself")]
    [TestCase("2002 2000", "points to a pointer", TestName = "two pointers in a circle")]
    [TestCase("27FF", "beyond the end", TestName = "a pointer of one octet beyond the section")]
    [TestCase("38 FFFFFFFF", "beyond the end", TestName = "a pointer of four octets beyond the section")]
    [TestCase("E1 A101 A102", "not a string", TestName = "a number as a key")]
    [TestCase("01 04 2000", "nested", TestName = "an array that holds itself")]
    [TestCase("E1 4161 2000", "nested", TestName = "a map that holds itself")]
    [TestCase("02 04 2000 2000", "nested", TestName = "an array that holds itself twice")]
    [TestCase("1F 04 FFFFFF", "beyond the end|more than", TestName = "an array of sixteen million")]
    public void A_damaged_record_is_an_error_in_words_and_no_output(string data, string words)
    {
        var reader = MmdbSample.Reader(Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal)));

        Assert.That(MmdbSample.Json(reader, MmdbSample.Inside), Does.StartWith("the record at octet 0").And.Match(words));
    }

    [Test]
    public void Arrays_of_pointers_to_arrays_cannot_grow_without_bound()
    {
        var data = new List<byte>();
        for (int level = 0; level < 40; level++)
        {
            int next = 8 * (level + 1);
            byte[] pointer = [(byte)(0x20 | (next >> 8)), (byte)next];
            data.AddRange([0x03, 0x04, .. pointer, .. pointer, .. pointer]);
        }

        data.AddRange([0xA1, 0x01]);

        Assert.That(MmdbSample.Json(MmdbSample.Reader([.. data]), MmdbSample.Inside), Does.Contain("more than 65536 fields"));
    }

    [Test]
    public void Text_pointed_to_again_and_again_is_counted_each_time()
    {
        byte[] text = [0x5F, 0x0F, 0x00, 0x00, .. Enumerable.Repeat((byte)'x', 65_821 + 0x0F0000)];
        byte[] data = [0x1D, 0x04, 11, .. Enumerable.Range(0, 40).SelectMany(_ => new byte[] { 0x20, 83 }), .. text];

        Assert.That(MmdbSample.Json(MmdbSample.Reader(data), MmdbSample.Inside), Does.Contain("longer than"));
    }

    [TestCase(0x20, 1, 0)]
    [TestCase(0x28, 2, 2_048)]
    [TestCase(0x30, 3, 526_336)]
    [TestCase(0x38, 4, 0)]
    public void Pointers_of_every_width_lead_where_the_format_says(byte control, int width, int bias)
    {
        int target = bias + (width == 1 ? 40 : width == 4 ? 600_000 : 515);
        byte[] data = new byte[target + 2];
        data[0] = control;
        for (int i = 0; i < width; i++)
        {
            data[width - i] = (byte)((target - bias) >> (8 * i));
        }

        (data[target], data[target + 1]) = (0xA1, 0x07);

        Assert.That(MmdbSample.Json(MmdbSample.Reader(data), MmdbSample.Inside), Is.EqualTo("7"));
    }

    [TestCase(28, "5C")]
    [TestCase(29, "5D00")]
    [TestCase(284, "5DFF")]
    [TestCase(285, "5E0000")]
    [TestCase(65_820, "5EFFFF")]
    [TestCase(65_821, "5F000000")]
    public void Sizes_of_every_width_are_what_the_format_says(int size, string control)
    {
        byte[] data = [0x02, 0x04, .. Convert.FromHexString(control), .. Enumerable.Repeat((byte)'x', size), 0xA1, 0x07];

        Assert.That(MmdbSample.Json(MmdbSample.Reader(data), MmdbSample.Inside), Is.EqualTo($"[\"{new string('x', size)}\",7]"));
    }

    [Test]
    public void Nesting_is_read_down_to_the_bound_and_no_deeper()
    {
        static byte[] Nested(int depth) => [.. Enumerable.Range(0, depth).SelectMany(_ => new byte[] { 0x01, 0x04 }), 0xA1, 0x01];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(MmdbSample.Json(MmdbSample.Reader(Nested(512)), MmdbSample.Inside), Does.EndWith("[1" + new string(']', 512)));
            Assert.That(MmdbSample.Json(MmdbSample.Reader(Nested(513)), MmdbSample.Inside), Does.Contain("nested more than 512 deep"));
        }
    }

    [Test]
    public void Finds_entries_by_path_behind_others_of_every_kind()
    {
        byte[] inner = MmdbSample.Map(("iso_code", MmdbSample.Text("DK")), ("geoname_id", [0xC2, 0x01, 0x02]));
        byte[] record = MmdbSample.Map(("list", [0x02, 0x04, 0xE0, 0x41, 0x61]), ("flag", [0x01, 0x07]), ("country", inner), ("country", [0xA0]));
        MmdbSample.Reader(record).TryFind(MmdbSample.Inside, out var value, out int prefix);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(prefix, Is.EqualTo(1));
            Assert.That(value.TryGetPath("country"u8, "iso_code"u8, out var code) && code.TryGetUtf8(out var text) ? Encoding.UTF8.GetString(text) : null, Is.EqualTo("DK"));
            Assert.That(value.TryGetPath("country"u8, "geoname_id"u8, out var id) && id.TryGetUInt32(out uint number) ? number : 0, Is.EqualTo(258));
            Assert.That(value.TryGetPath("flag"u8, "iso_code"u8, out _), Is.False, "no map");
            Assert.That(value.TryGetPath("city"u8, out _), Is.False, "no such key");
            Assert.That(code.TryGetUInt32(out _), Is.False, "a string is no number");
            Assert.That(id.TryGetUtf8(out _), Is.False, "a number is no string");
        }
    }

    [TestCase("09 02 000000000000000001", false)]
    [TestCase("08 02 0000000000000001", true)]
    [TestCase("05 02 0100000000", false)]
    [TestCase("04 01 00000001", false)]
    public void Numbers_are_taken_when_they_are_unsigned_and_fit(string data, bool taken)
    {
        MmdbSample.Reader(Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal))).TryFind(MmdbSample.Inside, out var value, out _);

        Assert.That(value.TryGetUInt32(out _), Is.EqualTo(taken));
    }

    [Test]
    public void No_value_reads_as_nothing()
    {
        MmdbValue value = default;
        using var writer = new Utf8JsonWriter(Stream.Null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(value.TryGetPath("a"u8, out _), Is.False);
            Assert.That(value.TryGetUtf8(out _), Is.False);
            Assert.That(value.TryGetUInt32(out _), Is.False);
            Assert.That(value.TryWriteJson(writer, out string? error), Is.False);
            Assert.That(error, Is.Not.Empty);
        }
    }
}
