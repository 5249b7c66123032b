using InboundFilter.Portal.Reading;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Portal.Reading;

public sealed class ReadersTests
{
    [TestCase("2h", "2026-11-22 10:00")]
    [TestCase("30D", "2026-10-23 12:00")]
    [TestCase("2026-11-20", "2026-11-20 00:00")]
    [TestCase("2026-11-20 14:30", "2026-11-20 14:30")]
    [TestCase("2026-11-20T14:30:00Z", "2026-11-20 14:30")]
    [TestCase("2026-11-20T14:30:00+02:00", "2026-11-20 12:30")]
    public void A_time_of_the_past_is_a_duration_ago_or_a_date(string text, string expected) =>
        Assert.That(TimeReader.Write(TimeReader.ReadPast(text, Given.Now).Value!.Value), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("h")]
    [TestCase("-2h")]
    [TestCase("2w")]
    [TestCase("99999999d")]
    [TestCase("9999999999999999999h")]
    [TestCase("20/11/2026")]
    [TestCase("2026-13-01")]
    public void What_is_no_time_has_a_problem(string text) => Assert.That(TimeReader.ReadPast(text, Given.Now).IsWrong, Is.True);

    [TestCase("90d", null)]
    [TestCase("2027-05-01", null)]
    [TestCase("2026-11-22", "This is over already. Write a time to come.")]
    [TestCase("0d", "This is over already. Write a time to come.")]
    [TestCase("soon", "Write a duration such as 90d, or a date such as 2027-05-01.")]
    public void An_end_is_to_come(string text, string? problem) => Assert.That(TimeReader.ReadEnd(text, Given.Now).Problem, Is.EqualTo(problem));

    [TestCase("192.0.2.7", "192.0.2.7/32")]
    [TestCase("192.0.2.0/24", "192.0.2.0/24")]
    [TestCase("2001:db8::/32", "2001:db8::/32")]
    [TestCase("2001:db8::7", "2001:db8::7/128")]
    public void An_address_is_a_network_of_full_length(string text, string expected) =>
        Assert.That(NetworkReader.ReadNetwork(text).Value.ToString(), Is.EqualTo(expected));

    [TestCase("10.1")]
    [TestCase("010.0.0.1")]
    [TestCase("0x7f.0.0.1")]
    [TestCase("[2001:db8::1]")]
    [TestCase("fe80::1%eth0")]
    [TestCase("192.0.2.0/33")]
    [TestCase("192.0.2.0/")]
    [TestCase("192.0.2.7/24")]
    [TestCase("x")]
    public void What_is_no_network_has_a_problem(string text) => Assert.That(NetworkReader.ReadNetwork(text).IsWrong, Is.True);

    [TestCase("64500", 64500u)]
    [TestCase("as64500", 64500u)]
    [TestCase("AS", null)]
    [TestCase("AS-1", null)]
    [TestCase("4294967296", null)]
    public void An_AS_number_is_read_with_and_without_its_letters(string text, uint? number) => Assert.That(NetworkReader.ReadAsNumber(text).Value, Is.EqualTo(number));

    [TestCase("k7qf2m9txa")]
    [TestCase("K7QF-2M9TX-A")]
    [TestCase("550 5.1.8 E.2 no. Help: https://mx.example.test/E.2?r=K7QF2M9TXA")]
    [TestCase("https://mx.example.test/E.2?r=K7QF2M9TXA&lang=da")]
    public void A_reference_is_found_in_what_people_hand_over(string text) => Assert.That(ReferenceReader.Read(text).Value.ToString(), Is.EqualTo("K7QF2M9TXA"));

    [TestCase("K7QF2M9TX")]
    [TestCase("")]
    [TestCase("r=")]
    [TestCase("tail")]
    public void What_is_no_reference_has_a_problem(string text) => Assert.That(ReferenceReader.Read(text).IsWrong, Is.True);

    [TestCase("mail.shop.example", "mail.shop.example")]
    [TestCase("<script>", "<script>")]
    [TestCase("a\r\nb\0", "a\\u000d\\u000ab\\u0000")]
    [TestCase("evil\u202Egnp.exe", "evil\\u202egnp.exe")]
    [TestCase("zero\u200Bwidth\uFEFF", "zero\\u200bwidth\\ufeff")]
    [TestCase("blåbær 💌", "blåbær 💌")]
    [TestCase(null, "")]
    public void What_nobody_sees_in_a_strangers_text_is_shown(string? text, string shown) => Assert.That(StrangersText.Of(text), Is.EqualTo(shown));

    [Test]
    public void A_half_character_is_replaced() => Assert.That(StrangersText.Of("\ud83d"), Is.EqualTo("\uFFFD"));

    [Test]
    public void A_long_text_is_cut_between_characters() =>
        Assert.That(StrangersText.Of(string.Concat(Enumerable.Repeat("💌", 2_000))), Has.Length.EqualTo(StrangersText.MaxLength + 1).And.EndsWith("💌…"));

    [Test]
    public void Lines_stay_lines() => Assert.That(StrangersText.Lines("550-a\r\n550 b\u0007\r\n"), Is.EqualTo("550-a\n550 b\\u0007"));
}
