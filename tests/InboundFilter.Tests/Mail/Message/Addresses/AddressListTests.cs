using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Addresses;

namespace InboundFilter.Tests.Mail.Message.Addresses;

public sealed class AddressListTests
{
    [TestCase("a@x.test", "<a@x.test>")]
    [TestCase("<a@x.test>", "<a@x.test>")]
    [TestCase("Joe Doe <a@x.test>", "Joe Doe<a@x.test>")]
    [TestCase("\"Doe, Joe\" <a@x.test>", "Doe, Joe<a@x.test>")]
    [TestCase("\"a \\\"b\\\" c\" <a@x.test>", "a \"b\" c<a@x.test>")]
    [TestCase("a@x.test (Joe (J.) Doe)", "Joe (J.) Doe<a@x.test>")]
    [TestCase("Joe\r\n Doe\r\n\t<a@x.test>", "Joe Doe<a@x.test>")]
    [TestCase("a@x.test, b@x.test", "<a@x.test>|<b@x.test>")]
    [TestCase(",, a@x.test,,", "<a@x.test>")]
    [TestCase("\"a b\"@x.test", "<\"a b\"@x.test>")]
    [TestCase("<\"a@b\"@x.test>", "<\"a@b\"@x.test>")]
    [TestCase("a@[192.0.2.1]", "<a@[192.0.2.1]>")]
    [TestCase("Joe <a@[IPv6:2001:db8::1]>", "Joe<a@[IPv6:2001:db8::1]>")]
    [TestCase("Joe <@r.test,@s.test:a@x.test>", "Joe<a@x.test>")]
    [TestCase("a . b @ x . test", "<a.b@x.test>")]
    [TestCase("<a (c) @ (d) x . (e) test>", "<a@x.test>")]
    [TestCase("J. Q. Doe <a@x.test>", "J. Q. Doe<a@x.test>")]
    [TestCase("Joe [work] <a@x.test>", "Joe [work]<a@x.test>")]
    [TestCase("a@evil.test <b@x.test>", "a@evil.test<b@x.test>")]
    [TestCase("<a@x.test> Joe", "Joe<a@x.test>")]
    [TestCase("Joe Doe a@x.test", "Joe Doe<a@x.test>")]
    [TestCase("a@x.test Joe Doe", "Joe Doe<a@x.test>")]
    [TestCase("=?utf-8?Q?Doe,_Joe?= <a@x.test>", "Doe, Joe<a@x.test>")]
    [TestCase("=?utf-8?Q?J?= =?utf-8?Q?oe?= Doe <a@x.test>", "Joe Doe<a@x.test>")]
    [TestCase("\"=?utf-8?Q?J=C3=A5?=\" <a@x.test>", "Jå<a@x.test>")]
    [TestCase("Jå <å@å.test>", "Jå<å@å.test>")]
    [TestCase("\"\" <a@x.test>", "<a@x.test>")]
    [TestCase("undisclosed-recipients:;", "undisclosed-recipients:;")]
    [TestCase("A Group: a@x.test, B <b@x.test>; c@x.test", "A Group:<a@x.test>,B<b@x.test>;|<c@x.test>")]
    [TestCase("", "")]
    [TestCase("(only a comment)", "")]
    public void Reads_good_lists_without_fault(string text, string expected)
    {
        var list = AddressList.Parse(text, FieldLimits.Default);

        Assert.That(string.Join('|', list.Entries.Select(Show)), Is.EqualTo(expected));
        Assert.That(list.Faults, Is.Empty);
    }

    [TestCase("root", "<root>", AddressFault.Unreadable)]
    [TestCase("Joe Doe", "Joe Doe<>", AddressFault.Unreadable)]
    [TestCase("a@", "<a@>", AddressFault.Unreadable)]
    [TestCase("@x.test", "<@x.test>", AddressFault.Unreadable)]
    [TestCase("Joe <>", "Joe<>", AddressFault.Unreadable)]
    [TestCase("<a@b@x.test>", "<a@b@x.test>", AddressFault.Unreadable)]
    [TestCase("<a b@x.test>", "<a b@x.test>", AddressFault.Unreadable)]
    [TestCase("<a@x..test>", "<a@x..test>", AddressFault.Unreadable)]
    [TestCase("<a@x.test", "<a@x.test>", AddressFault.Unclosed)]
    [TestCase("<a@x.test, b@x.test", "<a@x.test>|<b@x.test>", AddressFault.Unclosed)]
    [TestCase("\"Joe <a@x.test>, b@x.test", "\"Joe<a@x.test>|<b@x.test>", AddressFault.Unclosed)]
    [TestCase("Joe (Doe <a@x.test>", "Joe (Doe<a@x.test>", AddressFault.Unclosed)]
    [TestCase("Group: a@x.test", "Group:<a@x.test>;", AddressFault.Unclosed)]
    [TestCase("A <a@x.test> B <b@x.test>", "A<a@x.test>|B<b@x.test>", AddressFault.Unseparated)]
    [TestCase("a@x.test b@x.test", "<a@x.test>|<b@x.test>", AddressFault.Unseparated)]
    [TestCase("A <a@x.test> b@x.test", "A<a@x.test>|<b@x.test>", AddressFault.Unseparated)]
    [TestCase("a@x.test; b@x.test;", "<a@x.test>|<b@x.test>", AddressFault.Unseparated)]
    public void Reads_bad_lists_and_says_what_is_wrong(string text, string expected, AddressFault fault)
    {
        var list = AddressList.Parse(text, FieldLimits.Default);

        Assert.That(string.Join('|', list.Entries.Select(Show)), Is.EqualTo(expected));
        Assert.That(list.Faults, Is.EqualTo(new[] { fault }));
    }

    [TestCase("<\"a\\\"b\"@x.test>", "a\"b", "x.test", "x.test")]
    [TestCase("Joe <A@X.Test>", "A", "X.Test", "x.test")]
    [TestCase("<a@bücher.test>", "a", "bücher.test", "xn--bcher-kva.test")]
    [TestCase("<a@[192.0.2.1]>", "a", "[192.0.2.1]", null)]
    [TestCase("<\"a@x.test\"@y.test>", "a@x.test", "y.test", "y.test")]
    public void Takes_the_address_apart(string text, string localPart, string domain, string? name)
    {
        var mailbox = AddressList.Parse(text, FieldLimits.Default).Mailboxes.Single();

        Assert.That((mailbox.LocalPart, mailbox.Domain, mailbox.DomainName?.Value), Is.EqualTo((localPart, domain, name)));
        Assert.That(mailbox.IsReadable, Is.True);
    }

    [Test]
    public void Mailboxes_of_groups_are_counted_with_the_others() =>
        Assert.That(AddressList.Parse("a@x.test, G: b@x.test, c@x.test;, d@x.test", FieldLimits.Default).Mailboxes.Select(m => m.LocalPart), Is.EqualTo(new[] { "a", "b", "c", "d" }));

    [TestCase("a@x.test,a@x.test,a@x.test,a@x.test", 3)]
    [TestCase("a:a@x.test,a@x.test,a@x.test,a@x.test;", 3)]
    [TestCase("a:;b:;c:;d@x.test", 0)]
    public void Reads_no_more_than_the_limits(string text, int mailboxes)
    {
        var list = AddressList.Parse(text, new FieldLimits { MaxAddresses = 3, MaxGroups = 2 });

        Assert.That((list.Mailboxes.Count, list.Faults.Contains(AddressFault.TooMany)), Is.EqualTo((mailboxes, true)));
    }

    private static string Show(AddressEntry entry) => entry switch
    {
        AddressGroup group => $"{group.Name}:{string.Join(',', group.Mailboxes.Select(Show))};",
        Mailbox mailbox => $"{mailbox.Name}<{mailbox.Address}>",
        _ => "?",
    };
}
