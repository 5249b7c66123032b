using System.Net;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Dns;

namespace InboundFilter.Tests.Checks.ReverseNames;

public sealed class ReverseNameClassifierTests
{
    // A server's own name, whatever numbers and octets it holds.
    [TestCase("mx12.example.com", "203.0.1.2")]
    [TestCase("mail25.dc100.example.net", "198.51.100.25")]
    [TestCase("s1-2.example.com", "198.51.1.2")]
    [TestCase("m69-130.farm.example", "192.0.69.130")]
    [TestCase("beef.example.org", "190.239.1.2")]
    [TestCase("example.org", "192.0.2.1")]
    [TestCase("dyni.net", "192.0.2.1")]
    [TestCase("zeus.generaldynamics.com", "192.0.2.1")]
    [TestCase("ns512345.ip-51-75-10.eu", "51.75.10.20")]
    [TestCase("home.example.org", "192.0.2.1")]
    [TestCase("dsl-gw.example.org", "192.0.2.1")]
    [TestCase("vps-1a2b3c4d.vps.ovh.net", "51.68.1.2")]
    [TestCase("3ded77.example.org", "192.0.2.1")]
    [TestCase("dynamics2.example.org", "192.0.2.1")]
    // Words of mail outweigh the address.
    [TestCase("mail-eopbgr790074.outbound.protection.outlook.com", "40.107.79.74")]
    [TestCase("a85-218.smtp-out.us-west-2.amazonses.com", "54.240.85.218")]
    [TestCase("mta-88-224.sparkpostmail.com", "192.174.88.224")]
    [TestCase("o167-89-97-77.outbound-mail.sendgrid.net", "167.89.97.77")]
    [TestCase("66-220-155-151.mail-mail.facebook.com", "66.220.155.151")]
    [TestCase("smtp.cable.example.com", "192.0.2.1")]
    [TestCase("mail.adsl.example.net", "192.0.2.1")]
    [TestCase("mx10-20-30-40.example.net", "10.20.30.40")]
    public void Own_names_are_named(string name, string address) => AssertClass(name, address, ReverseNameClass.Named);

    [TestCase("static.88-198-23-45.clients.your-server.de", "88.198.23.45")]
    [TestCase("50-200-1-2-static.hfc.comcastbusiness.net", "50.200.1.2")]
    [TestCase("c-76-121-96-159.business.wa.comcast.net", "76.121.96.159")]
    [TestCase("rrcs-24-123-45-67.central.biz.rr.com", "24.123.45.67")]
    [TestCase("adsl-static-1-2-3-4.isp.example", "1.2.3.4")]
    [TestCase("vps-192-0-2-77.example.net", "192.0.2.77")]
    [TestCase("ip-184-168-1-2.ip.secureserver.net", "184.168.1.2")]
    public void Lines_said_to_be_fixed_are_static(string name, string address) => AssertClass(name, address, ReverseNameClass.Static);

    [TestCase("222-222-222-222.adsl.ispgood.com", "222.222.222.222")]
    [TestCase("dhcp024-210-034-053.columbus.rr.com", "24.210.34.53")]
    [TestCase("host-1-2-3-4.dynamic.isp.example", "1.2.3.4")]
    [TestCase("mx-ll-171.5.6-7.dynamic.isp.example", "171.5.6.7")]
    [TestCase("static-1-2-3-4.dynamic.isp.example", "1.2.3.4")]
    [TestCase("abyj26.neoplus.adsl.tpnet.pl", "83.9.29.26")]
    [TestCase("1-2-3-4.res.isp.example", "1.2.3.4")]
    [TestCase("177-1-2-3.user.pool.isp.example", "177.1.2.3")]
    [TestCase("cpc1-brig2-2-0-cust123.16-3.cable.virginm.net", "82.1.2.124")]
    [TestCase("vpn-dyn-114.example.edu", "129.51.161.235")]
    [TestCase("hn.kd.ny.adsl", "123.8.1.2")]
    [TestCase("12-34.dyndsl.isp.example", "10.9.8.7")]
    public void Lines_said_to_be_access_lines_are_dynamic(string name, string address) => AssertClass(name, address, ReverseNameClass.Dynamic);

    [TestCase("222-222-222-222.badisp.com", "222.222.222.222")]
    [TestCase("c-73-132-35-70.isp.example", "73.132.35.70")]
    [TestCase("YahooBB219173000034.bbtec.net", "219.173.0.34")]
    [TestCase("c-66-176-16-108.se.client2.attbi.com", "66.176.16.108")]
    [TestCase("ip-10-9-8-7.isp.example", "192.0.2.9")]
    [TestCase("S0106001122aabbcc.cg.shawcable.net", "68.1.2.3")]
    [TestCase("54.c153.ethome.net.tw", "202.178.153.54")]
    [TestCase("ol157-148.fibertel.com.ar", "24.232.148.157")]
    public void Names_made_of_the_address_are_undisclosed(string name, string address) => AssertClass(name, address, ReverseNameClass.Undisclosed);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("not a name")]
    [TestCase("a..b")]
    public void Without_a_name_the_class_is_none(string? name) =>
        Assert.That(ReverseNameSets.Classifier.Classify(IPAddress.Loopback, name).Class, Is.EqualTo(ReverseNameClass.None));

    [Test]
    public void The_root_is_no_name() =>
        Assert.That(ReverseNameSets.Classifier.Classify(IPAddress.Loopback, default(DomainName)).ClassName, Is.EqualTo("none"));

    [TestCase("4-14-2-0-dhcp.ww.isp.net", ReverseNameClass.Dynamic)]
    [TestCase("13-11-9-8.isp.net", ReverseNameClass.Undisclosed)]
    [TestCase("77-26.isp.net", ReverseNameClass.Undisclosed)]
    [TestCase("ip93a761e0.isp.hu", ReverseNameClass.Undisclosed)]
    [TestCase("host-130-73-69-226.bellcanada", ReverseNameClass.Undisclosed)]
    [TestCase("mail3.dc2.isp.net", ReverseNameClass.Named)]
    [TestCase("host9.isp.net", ReverseNameClass.Named)]
    public void Without_an_address_the_form_decides(string name, ReverseNameClass expected) =>
        Assert.That(ReverseNameSets.Classifier.Classify(null, name).Class, Is.EqualTo(expected));

    [Test]
    public void Reasons_name_the_words_and_the_place() =>
        Assert.That(
            ReverseNameSets.Classifier.Classify(IPAddress.Parse("24.210.34.53"), "dhcp024-210-034-053.columbus.rr.com").Reasons,
            Is.EqualTo((string[])["dynamic word \"dhcp\"", "address 24.210.34.53 in \"dhcp024-210-034-053\" (zero padded)"]));

    [Test]
    public void Confirmation_clears_only_the_weakest_evidence()
    {
        var weak = (Name: "ca-town-zone7-b-159.city.isp.net", Address: IPAddress.Parse("67.23.129.159"));
        var strong = (Name: "10-20-30-40.isp.net", Address: IPAddress.Parse("10.20.30.40"));

        Assert.Multiple(() =>
        {
            Assert.That(ReverseNameSets.Classifier.Classify(weak.Address, weak.Name).Class, Is.EqualTo(ReverseNameClass.Undisclosed));
            Assert.That(ReverseNameSets.Classifier.Classify(weak.Address, weak.Name, confirmed: true).Class, Is.EqualTo(ReverseNameClass.Named));
            Assert.That(ReverseNameSets.Classifier.Classify(strong.Address, strong.Name, confirmed: true).Class, Is.EqualTo(ReverseNameClass.Undisclosed));
        });
    }

    [Test]
    public void An_IPv4_address_mapped_into_IPv6_is_judged_as_IPv4() =>
        AssertClass("10-20-30-40.isp.net", "::ffff:10.20.30.40", ReverseNameClass.Undisclosed);

    [Test]
    public void Neither_case_nor_a_trailing_dot_matters_and_every_judgement_has_a_reason()
    {
        foreach (var (name, address) in ReverseNameSets.Own("consumer-lines.tsv").Concat(ReverseNameSets.Own("mail-servers.tsv")))
        {
            var judged = ReverseNameSets.Classifier.Classify(address, name);
            var again = ReverseNameSets.Classifier.Classify(address, name.ToUpperInvariant() + ".");

            Assert.That(judged.Reasons, Is.Not.Empty, name);
            Assert.That((again.Class, string.Join('|', again.Reasons)), Is.EqualTo((judged.Class, string.Join('|', judged.Reasons))), name);
        }
    }

    [Test]
    public void Random_names_never_break_it()
    {
        string[] parts = ["dyn", "1", "2", "10", "255", "-", "-", ".", ".", "_", "x", "mail", "static", "0a0b", "ffffffff", "a", "999999999999999999999", "xn--", "cust"];
        var random = new Random(4);
        var octets = new byte[16];
        for (int i = 0; i < 20_000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => parts[random.Next(parts.Length)]));
            random.NextBytes(octets);
            var address = random.Next(3) switch
            {
                0 => null,
                1 => new IPAddress(octets.AsSpan(0, 4)),
                _ => new IPAddress(octets),
            };

            Assert.That(() => ReverseNameSets.Classifier.Classify(address, name), Throws.Nothing, name);
        }
    }

    private static void AssertClass(string name, string address, ReverseNameClass expected)
    {
        var judged = ReverseNameSets.Classifier.Classify(IPAddress.Parse(address), name);

        Assert.That(judged.Class, Is.EqualTo(expected), string.Join("; ", judged.Reasons));
    }
}
