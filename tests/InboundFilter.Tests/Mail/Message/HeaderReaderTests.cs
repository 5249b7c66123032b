using System.Text;
using InboundFilter.Mail.Message;

namespace InboundFilter.Tests.Mail.Message;

public sealed class HeaderReaderTests
{
    [TestCase("A: 1\r\nB: 2\r\n\r\nbody: x\r\n", "A=1|B=2")]
    [TestCase("A: 1\nB: 2\n\nbody: x\n", "A=1|B=2")]
    [TestCase("A: 1\r\n 2\r\n\t3\r\nB:\r\n", "A=1 2\t3|B=")]
    [TestCase("A: 1\r\n    \r\n 2\r\nB: 3", "A=1     2|B=3")]
    [TestCase("A : 1\r\n", "A=1")]
    [TestCase("A:1:2\r\n", "A=1:2")]
    [TestCase("\r\nA: 1\r\n", "")]
    [TestCase("", "")]
    [TestCase("A: \xc3\xa5\r\n", "A=å")]
    [TestCase("A: \xe5\r\n", "A=\ufffd")]
    public void Splits_a_section_into_fields(string section, string fields) =>
        Assert.That(string.Join('|', Read(section).Fields.Select(f => $"{f.Name}={f.Value}")), Is.EqualTo(fields));

    [TestCase("A: 1\r\nno field\r\n and on\r\nB: 2\r\n", "A|B", HeaderFault.NotAField)]
    [TestCase(" A: 1\r\n", "", HeaderFault.NotAField)]
    [TestCase("A b: 1\r\n", "", HeaderFault.NotAField)]
    [TestCase(": 1\r\n", "", HeaderFault.NotAField)]
    [TestCase("A: 1\rB: 2\r\nC: 3\r\n", "A|C", HeaderFault.BareCarriageReturn)]
    [TestCase("A: 1\r\r\nC: 3\r\n", "A|C", HeaderFault.BareCarriageReturn)]
    [TestCase("A: 1\0\r\nC: 3\r\n", "A|C", HeaderFault.Null)]
    [TestCase("A: \xff\r\nC: 3\r\n", "A|C", HeaderFault.NotUtf8)]
    public void Says_what_is_wrong(string section, string names, HeaderFault fault)
    {
        var header = Read(section);

        Assert.That(header.Faults, Is.EqualTo(new[] { fault }));
        Assert.That(string.Join('|', header.Fields.Select(f => f.Name)), Is.EqualTo(names));
    }

    [Test]
    public void A_good_section_has_no_faults() => Assert.That(Read("A: 1\r\n 2\r\nB: \xc3\xa5\r\n\r\n").Faults, Is.Empty);

    [Test]
    public void Stops_at_the_most_fields()
    {
        var header = Read(string.Concat(Enumerable.Repeat("A: 1\r\n", 6)), new HeaderLimits { MaxFields = 5 });

        Assert.That((header.Fields.Count, header.Faults.Single()), Is.EqualTo((5, HeaderFault.TooManyFields)));
    }

    [TestCase(12, 2)]
    [TestCase(13, 2)]
    [TestCase(18, 2)]
    [TestCase(19, 3)]
    public void Stops_at_the_last_line_end_in_the_most_octets(int maxOctets, int fields)
    {
        var header = Read("A: 1\r\nB: 2\r\nC: \xc3\xa5\r\nD: 3\r\n", new HeaderLimits { MaxOctets = maxOctets });

        Assert.That((header.Fields.Count, header.Faults.Single()), Is.EqualTo((fields, HeaderFault.TooLong)));
    }

    [Test]
    public void Finds_fields_by_name_without_case()
    {
        var header = Read("a: 1\r\nB: 2\r\nA: 3\r\n");

        Assert.That(header.First("A")?.Value, Is.EqualTo("1"));
        Assert.That(header.All("A").Select(f => f.Value), Is.EqualTo(new[] { "1", "3" }));
        Assert.That(header.First("C"), Is.Null);
    }

    [Test]
    public void A_field_keeps_its_octets()
    {
        var field = Read("Na-Me : one\r\n\ttwo\r\nB: 2\r\n").Fields[0];

        Assert.That(Encoding.Latin1.GetString(field.Raw.Span), Is.EqualTo("Na-Me : one\r\n\ttwo\r\n"));
        Assert.That(Encoding.Latin1.GetString(field.RawValue.Span), Is.EqualTo(" one\r\n\ttwo\r\n"));
        Assert.That(Encoding.Latin1.GetString(field.RawName), Is.EqualTo("Na-Me"));
    }

    /// <summary>Octets by Latin-1, so that a row can hold any.</summary>
    private static MessageHeader Read(string section, HeaderLimits? limits = null) =>
        MessageHeader.Read(Encoding.Latin1.GetBytes(section), limits ?? HeaderLimits.Default);
}
