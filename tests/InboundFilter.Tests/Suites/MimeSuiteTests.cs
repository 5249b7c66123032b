using System.Text;
using System.Text.Json;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Message.Parameters;
using InboundFilter.Tests.Mail.Message.Mime;

namespace InboundFilter.Tests.Suites;

/// <summary>The suite "mime": messages with the structure that another program reads in them. Every difference is known by name and has its reason.</summary>
[Category("Suites")]
public sealed class MimeSuiteTests
{
    private const int MaxContent = 1 << 20;

    /// <summary>Where we differ, and why.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["legacy/026"] = "x-uuencode is decoded here and left as it is there",
        ["legacy/034"] = "UTF-7 is not read here (what it hides, others see differently), and misread there",
        ["legacy/048"] = "x-uuencode is decoded here and left as it is there",
        ["legacy/052"] = "8-bit text without a charset: Windows-1252 here, U+FFFD there",
        ["malformed/000"] = "a delimiter right after a part's header section ends it (RFC 2046 §5.1.1: a part may have no body); there it is read over",
        ["malformed/008"] = "--ab is the outer multipart's delimiter to the letter and begins with the inner one's: the exact one counts here, the innermost there",
        ["malformed/012"] = "an outer delimiter ends inner parts (RFC 2046 §5.1.2); there only the innermost is looked for",
        ["malformed/016"] = "as malformed/008: each outer boundary is the inner one and a digit more",
        ["malformed/020"] = "two Content-Type fields: the first counts here (and is a fault), the last there",
        ["thirdparty/005"] = "a delimiter that does not begin a line is none (RFC 2046 §5.1.1); UTF-16 as binary does not survive a file whose LF become CRLF",
        ["thirdparty/015"] = "an outer delimiter ends an embedded message whose header section was cut off (RFC 2046 §5.1.2); there it is read over",
    };

    [Test]
    public async Task Structure_and_content_are_as_expected()
    {
        string folder = SuiteFolder.Path("mime");
        string[] files = [.. Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var differing = new List<string>();
        int parts = 0;
        foreach (string file in files)
        {
            string name = Path.GetRelativePath(folder, file).Replace('\\', '/')[..^4];
            byte[] message = await MessagePieces.JoinAsync(FileOctets.ReadAsync(new MemoryStream(await File.ReadAllBytesAsync(file))));
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".json")));
            var parsed = await MessagePieces.ParseAsync(message);
            parts += parsed.Mime.Parts.Count;
            var differences = new List<string>();
            await CompareAsync(message, parsed.Mime.Root, json.RootElement, string.Empty, differences);
            if (differences.Count > 0)
            {
                differing.Add(name);
                await TestContext.Out.WriteLineAsync($"{name}: {Known.GetValueOrDefault(name, "UNEXPLAINED")}");
                foreach (string difference in differences)
                {
                    await TestContext.Out.WriteLineAsync($"    {difference}");
                }
            }
        }

        await TestContext.Out.WriteLineAsync($"{files.Length} messages, {parts} parts: {files.Length - differing.Count} as expected, {differing.Count} differ");
        Assert.That(files, Is.Not.Empty);
        Assert.That(differing, Is.EquivalentTo(Known.Keys.Where(k => File.Exists(Path.Combine(folder, k + ".eml")))));
    }

    private static async Task CompareAsync(byte[] message, MimePart root, JsonElement expected, string path, List<string> differences)
    {
        MimePart[] ours = [.. SelfAndParts(root)];
        JsonElement[] theirs = [.. expected.GetProperty("parts").EnumerateArray()];
        if (ours.Length != theirs.Length)
        {
            differences.Add($"{path}: {ours.Length} parts, expected {theirs.Length}");
        }

        for (int i = 0; i < Math.Min(ours.Length, theirs.Length); i++)
        {
            var (part, their, at) = (ours[i], theirs[i], $"{path}{i}");
            Expect(at, "type", part.ContentType.MediaType, ExpectedType(their) ?? part.ContentType.MediaType, differences);
            Expect(at, "name", part.FileName, ExpectedName(their), differences);
            var body = their.GetProperty("body");
            if (body.ValueKind is not JsonValueKind.Object)
            {
                differences.Add($"{at}: body is {body}");
                continue;
            }

            var kind = body.EnumerateObject().Single();
            switch (kind.Name)
            {
                case "Multipart":
                    Expect(at, "children", string.Join(' ', part.Children.Select(c => Array.IndexOf(ours, c))), string.Join(' ', kind.Value.EnumerateArray().Select(e => e.GetInt32())), differences);
                    break;
                case "Message":
                    if (part.Children is [var child])
                    {
                        await CompareAsync(message, child, kind.Value, at + ".", differences);
                    }
                    else
                    {
                        differences.Add($"{at}: no embedded message");
                    }

                    break;
                case "Text" or "Html":
                    var text = await MimeContent.ReadTextAsync(MessagePieces.Of(message), part, MaxContent, CancellationToken.None);
                    Expect(at, "text", Normal(text.Text, part), Normal(kind.Value.GetString()!, part), differences);
                    break;
                default:
                    var content = await MimeContent.ReadAsync(MessagePieces.Of(message), part, MaxContent, CancellationToken.None);
                    byte[] octets = [.. kind.Value.EnumerateArray().Select(e => e.GetByte())];
                    Expect(at, "content", Normal(Encoding.Latin1.GetString(content.Octets.Span), part), Normal(Encoding.Latin1.GetString(octets), part), differences);
                    break;
            }
        }
    }

    private static IEnumerable<MimePart> SelfAndParts(MimePart part) =>
        (part.ContentType.Type == "message" ? [] : part.Children.SelectMany(SelfAndParts)).Prepend(part);

    /// <summary>The suite's messages and expectations have CRLF or LF as it came.</summary>
    private static string Normal(string text, MimePart part) =>
        part.Encoding is TransferEncoding.Base64 ? text : text.ReplaceLineEndings("\n");

    private static string? ExpectedType(JsonElement part) =>
        Field(part, "content_type") is { } type ? $"{type.GetProperty("c_type").GetString()}/{type.GetProperty("c_subtype").GetString()}".ToLowerInvariant() : null;

    private static string? ExpectedName(JsonElement part) =>
        Attribute(Field(part, "content_disposition"), "filename") ?? Attribute(Field(part, "content_type"), "name");

    private static string? Attribute(JsonElement? field, string name) =>
        field is { } type && type.GetProperty("attributes") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(a => a.GetProperty("name").GetString() == name).Select(a => a.GetProperty("value").GetString()).FirstOrDefault()
            : null;

    private static JsonElement? Field(JsonElement part, string name)
    {
        foreach (var header in part.GetProperty("headers").EnumerateArray())
        {
            if (header.GetProperty("name") is { ValueKind: JsonValueKind.String } n && n.GetString() == name
                && header.GetProperty("value") is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("ContentType", out var type))
            {
                return type;
            }
        }

        return null;
    }

    private static void Expect(string at, string what, string? ours, string? theirs, List<string> differences)
    {
        if (ours != theirs)
        {
            differences.Add($"{at}: {what} {Shown(ours)}, expected {Shown(theirs)}");
        }
    }

    private static string Shown(string? text)
    {
        string json = JsonSerializer.Serialize(text);
        return json.Length > 200 ? $"{json[..200]}... ({text!.Length})" : json;
    }
}
