using System.Globalization;
using System.Net;
using System.Text;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class PolicyAndListsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_order_is_as_written_and_codes_left_out_keep_their_shipped_place()
    {
        _folder.Write("policy.yaml", """
            mode: observe
            order:
              - F.1: mark
              - E.1: {require-forward-confirmed: true}
              - A.1: off
              - A.3: {undecided: defer}
            recipients:
              exempt: ["help@*"]
              overrides: {Sales@Example.test: {A.3: mark}, "@example.test": {F.1: off}}
            """);

        var loaded = Load("{}");

        Assert.That(loaded.Problems.Select(problem => problem.Severity).Distinct(), Is.EqualTo(new[] { ProblemSeverity.Warning }));
        Assert.That(loaded.Policy.ObserveOnly, Is.True);
        Assert.That(
            string.Join(' ', loaded.Policy.Order.Select(rule => rule.Code)), Is.EqualTo("F.1 A.2 B.2 C.2 C.3 E.5 E.6 G.5 G.4 G.3 G.1 G.2 E.1 E.2 A.1 C.1 E.3 A.3 D.1 D.2 B.1"));
        Assert.That(loaded.Policy.Order[0], Is.EqualTo(new CodeRule("F.1", Enforcement.Mark, UndecidedAction.Ignore)));
        Assert.That(loaded.Policy.Order[12], Is.EqualTo(new CodeRule("E.1", Enforcement.Enforce, UndecidedAction.Defer) { RequireForwardConfirmed = true }));
        Assert.That(loaded.Policy.Order[17].Undecided, Is.EqualTo(UndecidedAction.Defer));
        Assert.That(loaded.Policy.ExemptRecipients, Is.EqualTo(new[] { "help@*" }));
        Assert.That(loaded.Policy.Overrides["sales@example.test"]["A.3"], Is.EqualTo(Enforcement.Mark));
        Assert.That(loaded.Policy.Overrides["@example.test"]["F.1"], Is.EqualTo(Enforcement.Off));
    }

    [Test]
    public void Findings_that_share_a_code_have_actions_of_their_own()
    {
        _folder.Write("policy.yaml", """
            order:
              - E.5: {unless-dmarc-passes: true}
              - E.6: {quarantine: enforce}
              - G.3: {action: mark, our-domain-from-outside: observe, claimed-thread: off}
            """);

        var order = Load("{}").Policy.Order.ToDictionary(rule => rule.Code);

        Assert.That(order["E.5"], Is.EqualTo(new CodeRule("E.5", Enforcement.Enforce, UndecidedAction.Defer) { UnlessDmarcPasses = true }));
        Assert.That(order["E.6"].Aspects, Is.EquivalentTo(new Dictionary<string, Enforcement> { [Aspects.Quarantine] = Enforcement.Enforce }));
        Assert.That(order["G.3"].Aspects, Is.EquivalentTo(new Dictionary<string, Enforcement>
        {
            [Aspects.OurDomainFromOutside] = Enforcement.Observe,
            [Aspects.ForeignReplyTo] = Enforcement.Mark,
            [Aspects.ClaimedThread] = Enforcement.Off,
        }));
        Assert.That(order["C.1"].Aspects, Is.Empty);
    }

    [TestCase("bulk: require-consent", true)]
    [TestCase("bulk: {require-consent: true}", true)]
    [TestCase("bulk: {require-consent: false}", false)]
    [TestCase("bulk: off", false)]
    [TestCase("bulk:", true)]
    [TestCase("mode: enforce", true)]
    public void Consent_to_bulk_mail_is_asked_for_in_one_word_or_as_a_switch(string policy, bool required)
    {
        _folder.Write("policy.yaml", policy);

        var loaded = Load("{}");

        Assert.That(loaded.HasErrors, Is.False);
        Assert.That(loaded.Policy.RequireBulkConsent, Is.EqualTo(required));
        Assert.That(new RuleBook(loaded.Policy).RequiresBulkConsent, Is.EqualTo(required));
    }

    [Test]
    public void Blocklists_are_read_in_every_form()
    {
        _folder.Write("dnsbl.yaml", """
            threshold: 1.5
            lists:
              - {zone: bl.example.net, kind: ip, replies: {"127.0.0.2-11": 1, "127.0.1.0-127.0.2.255": 0.5}, removal: "https://bl.example.net/{ip}", timeout: 2s}
              - {zone: 0123456789ABCDEF0123.dbl.example.net, kind: domain, replies: [127.0.1.2, 127.0.1.4-6], weight: -1, ipv6: true, text: "{ip} {txt}"}
            """);

        var loaded = Load("{}");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Dnsbl.Threshold, Is.EqualTo(1.5));
        var (first, second) = (loaded.Dnsbl.Lists[0], loaded.Dnsbl.Lists[1]);
        Assert.That(first.Replies, Is.EqualTo(new[] { new DnsblReplyRange(0x7F000002, 0x7F00000B, 1), new DnsblReplyRange(0x7F000100, 0x7F0002FF, 0.5) }));
        Assert.That((first.ShownAs, first.Timeout, first.Removal), Is.EqualTo(((string?)null, TimeSpan.FromSeconds(2), "https://bl.example.net/{ip}")));
        Assert.That(second.Replies, Is.EqualTo(new[] { new DnsblReplyRange(0x7F000102, 0x7F000102, 1), new DnsblReplyRange(0x7F000104, 0x7F000106, 1) }));
        Assert.That(
            (second.Kind, second.Weight, second.IPv6, second.Text, second.ShownAs),
            Is.EqualTo((DnsblKind.Domain, -1.0, true, "{ip} {txt}", "***.dbl.example.net")));
    }

    [TestCase("", "127.0.0.2 127.0.0.1!")]
    [TestCase(", probe: on, ipv6: true", "127.0.0.2 127.0.0.1! ::FFFF:7F00:2 ::FFFF:7F00:1!")]
    [TestCase(", kind: domain", "TEST INVALID!")]
    [TestCase(", probe: off", "")]
    [TestCase(", probe: {listed: 127.0.0.9, unlisted: 2001:db8::1}", "127.0.0.9 2001:db8::1!")]
    [TestCase(", kind: domain, probe: {listed: spam.test}", "SPAM.TEST")]
    public void A_blocklist_is_probed_as_RFC_5782_has_it_or_as_written(string written, string probed)
    {
        _folder.Write("dnsbl.yaml", $"lists: [{{zone: bl.example.net, replies: [127.0.0.2]{written}}}]");

        var loaded = Load("{}");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(string.Join(' ', loaded.Dnsbl.Lists[0].ProbePoints.Select(p => p.MustBeListed ? p.Subject : p.Subject + "!")), Is.EqualTo(probed));
    }

    [Test]
    public void Entries_of_all_files_count_and_a_bad_one_is_left_out_alone()
    {
        _folder.Write("lists/a.yaml", """
            block:
              - {ip: 203.0.113.0/24, reason: spam, by: me, added: 2026-11-03, expires: 2027-05-01}
              - {ip: 203.0.114.1/24}
              - {isp: as64500}
              - {isp: "name:*hosting*"}
              - {country: no}
              - {domain: "=exact.example"}
              - {sender: <news@shop.example>}
              - {helo: HAL}
              - {reverse-name: "*.pool.example.net"}
              - {file: drop.txt, reason: feed}
            """);
        _folder.Write("lists/b.yaml", "allow: [{ip: 198.51.100.7, excuse: [A, D]}]");
        _folder.Write("lists/drop.txt", "\uFEFF192.0.2.0/24\r\n\r\nspam.example # why\n=only.example");

        var loaded = Load("{}");
        var block = loaded.Lists.Block;

        Assert.That(loaded.Problems.Select(problem => problem.Line), Is.EqualTo(new[] { 3 }));
        Assert.That((loaded.HasErrors, loaded.IsUsable), Is.EqualTo((true, true)));
        var entry = block.FindAddress(IPAddress.Parse("203.0.113.9"), Given.Now)!;
        Assert.That((entry.Reason, entry.By, entry.Line, Path.GetFileName(entry.File)), Is.EqualTo(("spam", "me", 2, "a.yaml")));
        Assert.That(entry.Expires, Is.EqualTo(DateTimeOffset.Parse("2027-05-01T00:00:00Z", CultureInfo.InvariantCulture)));
        Assert.That(block.FindAddress(IPAddress.Parse("203.0.114.1"), Given.Now), Is.Null);
        Assert.That(block.FindIsp(64500, null, null, Given.Now), Is.Not.Null);
        Assert.That(block.FindIsp(1, "Some Hosting", null, Given.Now), Is.Not.Null);
        Assert.That(block.FindCountry("NO", Given.Now), Is.Not.Null);
        Assert.That(block.FindDomain(DomainName.Parse("exact.example"), Given.Now), Is.Not.Null);
        Assert.That(block.FindSender("news@shop.example", Given.Now), Is.Not.Null);
        Assert.That(block.FindHelo("hal", Given.Now), Is.Not.Null);
        Assert.That(block.FindReverseName(DomainName.Parse("a.pool.example.net"), Given.Now), Is.Not.Null);
        Assert.That(block.FindAddress(IPAddress.Parse("192.0.2.1"), Given.Now)?.Reason, Is.EqualTo("feed"));
        Assert.That(block.FindDomain(DomainName.Parse("a.only.example"), Given.Now), Is.Null);
        Assert.That(
            block.Covering(new ListSubjects { SenderDomain = DomainName.Parse("a.spam.example") }, Given.Now).Single().Location,
            Does.EndWith("lists/drop.txt:3"));
        Assert.That(loaded.Lists.Allow.FindAddress(IPAddress.Parse("198.51.100.7"), Given.Now)!.Excuses("D.1"), Is.True);
    }

    [Test]
    public void A_plain_file_is_read_alike_whatever_the_length_of_its_lines()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++)
        {
            // Lines of all lengths, so that they straddle the pieces in which the file is read.
            text.Append(CultureInfo.InvariantCulture, $"10.{i >> 16}.{(i >> 8) & 255}.{i & 255} #{new string('x', i % 97)}\n");
        }

        text.Append(new string('y', 200_000)).Append("\n192.0.2.1");
        _folder.Write("lists/a.yaml", "block: [{file: long.txt}]");
        _folder.Write("lists/long.txt", text.ToString());

        var loaded = Load("{}");

        Assert.That(loaded.Problems.Select(problem => problem.Line), Is.EqualTo(new[] { 20_001 }));
        for (int i = 0; i < 20_000; i += 7)
        {
            var found = loaded.Lists.Block.Covering(new ListSubjects { Address = new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]) }, Given.Now);
            Assert.That(found.Single().SourceLine, Is.EqualTo(i + 1));
        }

        Assert.That(loaded.Lists.Block.FindAddress(IPAddress.Parse("192.0.2.1"), Given.Now), Is.Not.Null);
    }

    [Test]
    public void A_file_full_of_faults_tells_the_first_and_how_many_more()
    {
        _folder.Write("lists/a.yaml", "block: [{file: bad.txt}]");
        _folder.Write("lists/bad.txt", string.Concat(Enumerable.Repeat("not good\n", 1_000)));

        var problems = Load("{}").Problems;

        Assert.That(problems, Has.Count.EqualTo(101));
        Assert.That(problems.Select(problem => problem.Problem), Has.One.EqualTo("900 more lines are wrong"));
    }

    [Test]
    public void Twenty_thousand_entries_load()
    {
        var text = new StringBuilder("block:\n");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - ip: 10.{i >> 16}.{(i >> 8) & 255}.{i & 255}\n    reason: number {i}\n");
        }

        _folder.Write("lists/many.yaml", text.ToString());

        var loaded = Load("{}");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Lists.Block.Count, Is.EqualTo(20_000));
        Assert.That(loaded.Lists.Block.FindAddress(IPAddress.Parse("10.0.78.31"), Given.Now)!.Reason, Is.EqualTo("number 19999"));
    }

    [TestCase("\0")]
    [TestCase("host-name: \"a\\0b\"")]
    [TestCase("policy: \"a\\0b\"\nlists: [\"\\0*\"]\nmailboxes: {local: {maildir: \"\\0\"}}")]
    [TestCase("? {a: b}\n: c")]
    [TestCase("{{x}}: y")]
    [TestCase("&a *a : b")]
    [TestCase("%YAML 9.9\n--- a")]
    [TestCase("!!binary a: b")]
    [TestCase("\t- x")]
    [TestCase("a: |\n")]
    [TestCase("\"unclosed")]
    [TestCase("[}")]
    public void No_text_makes_loading_throw(string text) =>
        Assert.That(() => Load(text).HasErrors, Is.True);

    [Test]
    public void No_cut_and_no_changed_octet_of_the_shipped_files_makes_loading_throw()
    {
        string shipped = Path.Combine(Suites.SuiteFolder.CheckoutRoot(), "config");
        string[] names = ["policy.yaml", "dnsbl.yaml", "lists/block.yaml", "lists/consent.yaml", "lists/sealers.yaml"];
        byte[][] contents = [.. names.Select(name => File.ReadAllBytes(Path.Combine(shipped, name)))];
        var random = new Random(5);
        string main = _folder.Write("inboundfilter.yaml", "{}");
        _folder.Write("lists/block.yaml", string.Empty);

        for (int round = 0; round < 300; round++)
        {
            for (int i = 0; i < names.Length; i++)
            {
                byte[] changed = contents[i][..random.Next(contents[i].Length)];
                if (changed.Length > 0 && round % 2 == 0)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                File.WriteAllBytes(Path.Combine(_folder.Path, names[i]), changed);
            }

            Assert.That(() => Given.Load(main), Throws.Nothing);
        }
    }

    private LoadedConfiguration Load(string yaml) => Given.Load(_folder.Write("inboundfilter.yaml", yaml));
}
