using System.Text.Json.Nodes;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Schemas;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Daemon.Configuration.Schemas;

public sealed class ConfigurationSchemasTests
{
    private static readonly string Shipped = Path.Combine(SuiteFolder.CheckoutRoot(), "config");

    private static readonly Dictionary<string, string> Schemas =
        new ConfigurationSchemas(OptionDocs.TryLoad()!, FilterComposition.KnownCodes).All().ToDictionary(schema => schema.Name, schema => schema.Content);

    public static IEnumerable<string> ShippedFiles() =>
        Directory.EnumerateFiles(Shipped, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Shipped, file)).Order();

    [Test]
    public void The_shipped_schemas_are_those_of_the_options()
    {
        Assert.That(Directory.EnumerateFiles(Path.Combine(Shipped, "schema")).Select(Path.GetFileName), Is.EquivalentTo(Schemas.Keys));
        foreach (var (name, content) in Schemas)
        {
            Assert.That(File.ReadAllText(Path.Combine(Shipped, "schema", name)), Is.EqualTo(content), $"write it anew: inboundfilter schema --write config/schema");
        }
    }

    [Test]
    public void Every_key_is_described()
    {
        var bare = Schemas.SelectMany(schema => Undescribed(JsonNode.Parse(schema.Value)!, schema.Key));

        Assert.That(bare, Is.Empty);
    }

    [TestCaseSource(nameof(ShippedFiles))]
    public void A_shipped_file_names_the_schema_that_it_fits(string file)
    {
        string path = Path.Combine(Shipped, file);
        string text = File.ReadAllText(path);
        const string Mark = "# yaml-language-server: $schema=";

        string first = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        Assert.That(first, Does.StartWith(Mark));
        string schema = Path.GetFullPath(first[Mark.Length..], Path.GetDirectoryName(path)!);

        Assert.That(Path.GetDirectoryName(schema), Is.EqualTo(Path.Combine(Shipped, "schema")));
        Assert.That(Objections(Path.GetFileName(schema), text), Is.Empty);
    }

    [TestCaseSource(nameof(ShippedFiles))]
    public void The_examples_in_comments_fit_too(string file)
    {
        string text = WithExamples(File.ReadAllText(Path.Combine(Shipped, file)));
        string schema = file.StartsWith("lists", StringComparison.Ordinal) ? "list.json" : Path.ChangeExtension(file, ".json");

        Assert.That(Objections(schema, text), Is.Empty);
    }

    [TestCase("inboundfilter.json", "")]
    [TestCase("inboundfilter.json", "portal: off")]
    [TestCase("inboundfilter.json", "portal:\nmetrics: {listen: '[::1]:80'}")]
    [TestCase("inboundfilter.json", "limits: {message-size: 1048576, data-rate: 0, stop-timeout: 0, data-timeout: 90s}")]
    [TestCase("inboundfilter.json", "mailboxes: {a: {smtp: ['10.0.0.5'], tls: required}}\ndomains:\n  a.test: {mailbox: a}\nlisten:")]
    [TestCase("policy.json", "order:\n- A.1: off\n- E.1: {undecided: ignore, require-forward-confirmed: true}\n- C.1:\nrecipients: {overrides: {a@b.test: {A.3: mark}}}")]
    [TestCase("users.json", "users: {anna: {password: \"abc\"}}")]
    [TestCase("dnsbl.json", "lists:\n- {zone: a.test, replies: [127.0.0.2], probe: off}\n- {zone: b.test, replies: {127.0.0.2-11: 0.5}, probe: {listed: 127.0.0.9}}")]
    [TestCase("list.json", "block:\n- {isp: 64500, reason: 2026, added: 2026-11-03, expires: 2027-05-01T12:00:00Z}\nallow:\n- {file: a.txt, allow-empty: true, excuse: [A, D.1]}\ntraps:\nallow-empty: true")]
    [TestCase("list.json", "consent:\n- {recipient: '@example.test', sender-domain: shop.test, date: 2026-03-14, proof: form, by: me, expires: 2027-05-01}\ntrusted-sealers:\n- {domain: lists.test, reason: members}")]
    [TestCase("policy.json", "bulk: off")]
    [TestCase("policy.json", "bulk: {require-consent: true}\norder:\n- G.3: {action: mark, claimed-thread: off}")]
    public void What_the_reader_takes_fits(string schema, string yaml)
    {
        Assert.That(Objections(schema, yaml), Is.Empty);
    }

    [TestCase("inboundfilter.json", "hostname: a.test", "/hostname")]
    [TestCase("inboundfilter.json", "listen: [{adress: '127.0.0.1:25'}]", "/listen/0 lacks address")]
    [TestCase("inboundfilter.json", "listen: [{address: 127.0.0.1}]", "/listen/0/address")]
    [TestCase("inboundfilter.json", "limits: {recipients: 0}", "/limits/recipients")]
    [TestCase("inboundfilter.json", "limits: {message-size: 5 boxes}", "/limits/message-size")]
    [TestCase("inboundfilter.json", "dns: {timeout: 5}", "/dns/timeout")]
    [TestCase("inboundfilter.json", "mailboxes: {a: {smtp: ['10.0.0.5'], tls: maybe}}", "/mailboxes/a/tls")]
    [TestCase("inboundfilter.json", "portal: on", "/portal")]
    [TestCase("policy.json", "mode: dry-run", "/mode")]
    [TestCase("policy.json", "order: [{Z.9: enforce}]", "/order/0/Z.9")]
    [TestCase("policy.json", "order: [{A.1: reject}]", "/order/0/A.1")]
    [TestCase("policy.json", "order: [{A.1: off, C.1: off}]", "/order/0 has too many keys")]
    [TestCase("policy.json", "order: [{A.1: {undecided: refuse}}]", "/order/0/A.1")]
    [TestCase("policy.json", "recipients: {overrides: {a@b.test: {A.3: of}}}", "/recipients/overrides/a@b.test/A.3")]
    [TestCase("dnsbl.json", "lists: [{zone: a.test}]", "/lists/0 lacks replies")]
    [TestCase("dnsbl.json", "lists: [{zone: a.test, replies: [127.0.0.2], probe: sometimes}]", "/lists/0/probe")]
    [TestCase("dnsbl.json", "threshold: 0", "/threshold")]
    [TestCase("users.json", "users: {anna: {}}", "/users/anna lacks password")]
    [TestCase("list.json", "blocks: []", "/blocks")]
    [TestCase("list.json", "block: [{ip: 203.0.113.7, domain: a.test}]", "/block/0")]
    [TestCase("list.json", "block: [{reason: none}]", "/block/0")]
    [TestCase("list.json", "block: [{ip: 203.0.113.7, excuse: [A]}]", "/block/0/excuse")]
    [TestCase("list.json", "block: [{ip: 203.0.113.7, expires: tomorrow}]", "/block/0/expires")]
    [TestCase("list.json", "block: [203.0.113.7]", "/block/0")]
    [TestCase("list.json", "consent: [{recipient: a@b.test, list-id: c.d, date: 2026-03-14}]", "/consent/0 lacks proof")]
    [TestCase("list.json", "consent: [{recipient: a@b.test, date: 2026-03-14, proof: form}]", "/consent/0")]
    [TestCase("list.json", "trusted-sealers: [{reason: none}]", "/trusted-sealers/0 lacks domain")]
    [TestCase("policy.json", "bulk: sometimes", "/bulk")]
    [TestCase("policy.json", "order: [{G.3: {claimed-thread: refuse}}]", "/order/0/G.3")]
    public void What_is_broken_is_objected_to_where_it_is(string schema, string yaml, string place)
    {
        Assert.That(Objections(schema, yaml), Has.Some.StartsWith(place));
    }

    private static IReadOnlyList<string> Objections(string schema, string yaml) => SchemaChecker.Objections(JsonNode.Parse(Schemas[schema])!.AsObject(), YamlAsJson.Read(yaml));

    private static IEnumerable<string> Undescribed(JsonNode node, string path) => node switch
    {
        JsonObject schema => schema.SelectMany(member => member is { Key: "properties", Value: JsonObject keys }
            ? keys.SelectMany(key => Undescribed(key.Value!, $"{path}/{key.Key}")
                .Concat(key.Value!["description"] is null && !FilterComposition.KnownCodes.Contains(key.Key) && !IsSection(key.Key) ? [$"{path}/{key.Key}"] : []))
            : member.Value is null ? [] : Undescribed(member.Value, path)),
        JsonArray list => list.OfType<JsonNode>().SelectMany(item => Undescribed(item, path)),
        _ => [],
    };

    private static bool IsSection(string key) => key is "block" or "allow" or "traps" or "consent" or "trusted-sealers" or "shared-senders";

    /// <summary>The text with its commented entries in force: those behind <c># - </c> and the keys below them.</summary>
    private static string WithExamples(string text) => string.Join('\n', text
        .Replace("lists: []\n", string.Empty, StringComparison.Ordinal).Replace("# lists:\n", "lists:\n", StringComparison.Ordinal).Replace("#   - {", "  - {", StringComparison.Ordinal)
        .Split('\n').Select(line => line.TrimStart() is ['#', ' ', '-' or ' ', ..] example && line.StartsWith(' ') ? "  " + example[2..] : line));
}
