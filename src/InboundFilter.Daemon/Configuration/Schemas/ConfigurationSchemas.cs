using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Files;
using InboundFilter.Daemon.Configuration.Lists;

namespace InboundFilter.Daemon.Configuration.Schemas;

/// <summary>The schemas of the YAML files that an administrator edits.</summary>
/// <param name="docs">Descriptions.</param>
/// <param name="codes">The codes that a policy can order.</param>
internal sealed class ConfigurationSchemas(OptionDocs docs, IReadOnlyCollection<string> codes)
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OptionsSchema _options = new(new OptionsShapes(), docs, codes);

    /// <summary>File names with their content.</summary>
    public IReadOnlyList<(string Name, string Content)> All() =>
    [
        ("inboundfilter.json", Text("inboundfilter.yaml", docs.Of(typeof(FilterOptions)), _options.Of(typeof(FilterOptions)))),
        ("policy.json", Text("policy.yaml", docs.Of(typeof(PolicyFile)), _options.Of(typeof(PolicyFile)))),
        ("dnsbl.json", Text("dnsbl.yaml", docs.Of(typeof(DnsblFile)), _options.Of(typeof(DnsblFile)))),
        ("users.json", Text("users.yaml", docs.Of(typeof(UsersFile)), _options.Of(typeof(UsersFile)))),
        ("list.json", Text("a file under lists/", "Lists: whom to refuse, whom to vouch for, who consented to which bulk mail, which sealers are trusted, which addresses are spam traps, who sends for many.", Lists())),
    ];

    private static string Text(string title, string? description, JsonObject schema)
    {
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$comment"] = "Written by `inboundfilter schema --write`. Do not edit.",
            ["title"] = title,
            ["description"] = description,
        };
        foreach (var (key, value) in schema)
        {
            root[key] = value?.DeepClone();
        }

        return root.ToJsonString(Written) + "\n";
    }

    private JsonObject Lists()
    {
        var sections = new JsonObject
        {
            [ListFile.AllowEmpty] = new JsonObject { ["type"] = "boolean", ["default"] = false, ["description"] = "With true, a reload takes the file even when it has come to hold nothing." },
        };
        foreach (string name in ListFile.Sections)
        {
            sections[name] = Section(Entry(isAllow: name == ListFile.Allow));
        }

        var consent = _options.Of(typeof(ConsentOptions));
        consent["oneOf"] = OneOf(ConsentOptions.SubjectKeys);
        sections[ListFile.Consent] = Section(consent);
        sections[ListFile.TrustedSealers] = Section(_options.Of(typeof(SealerOptions)));
        var trap = _options.Of(typeof(TrapOptions));
        trap["type"] = "object";
        trap["oneOf"] = OneOf(TrapOptions.SubjectKeys);
        sections[ListFile.Traps] = Section(trap);
        sections[ListFile.SharedSenders] = Section(_options.Of(typeof(SharedSenderOptions)));

        return new() { ["type"] = new JsonArray("object", "null"), ["properties"] = sections, ["additionalProperties"] = false };
    }

    private static JsonObject Section(JsonObject entry) => new() { ["type"] = new JsonArray("array", "null"), ["items"] = entry };

    private static JsonArray OneOf(IEnumerable<string> keys) => new([.. keys.Select(key => new JsonObject { ["required"] = new JsonArray(key) })]);

    private JsonObject Entry(bool isAllow)
    {
        var entry = _options.Of(typeof(ListEntryOptions));
        entry["type"] = "object";
        entry["oneOf"] = OneOf(ListSubject.Keys);
        if (!isAllow)
        {
            entry["properties"]!.AsObject().Remove("excuse");
        }

        return entry;
    }
}
