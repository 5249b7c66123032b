using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>The subject of an entry in a form that can be compared: two ways to write one subject are equal.</summary>
/// <param name="Key">The key in YAML: <c>ip</c>, <c>reverse-name</c>, <c>file</c>.</param>
/// <param name="Canonical">As the reader understands it, in lower case.</param>
internal readonly record struct ListSubject(string Key, string Canonical)
{
    /// <summary>The keys of subjects, in the order in which the manual names them.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["ip", "isp", "country", "domain", "sender", "helo", "reverse-name", "file"];

    /// <summary>False when the text is no such subject; the result then says what is wrong.</summary>
    public static bool TryRead(string key, string text, out ListSubject subject, out ScalarResult wrong)
    {
        text = text.Trim();
        wrong = default;
        if (key == "file")
        {
            subject = new(key, text);
            wrong = text.Length == 0 ? ScalarResult.Wrong("is not a file", "write one such as drop.txt") : default;
            return text.Length > 0;
        }

        var entry = new ListEntry { Kind = KindOf(key), Subject = text, File = string.Empty, Line = 0 };
        wrong = SubjectReader.Add(new AccessListBuilder(), entry);
        string form = key == "domain" && text.StartsWith('=') ? "=" : string.Empty;
        subject = new(key, $"{form}{wrong.Value}".ToLowerInvariant());
        return wrong.Value is not null;
    }

    /// <summary>The kind of an entry; the lines of a plain file get kinds of their own.</summary>
    public static ListEntryKind KindOf(string key) => key switch
    {
        "ip" or "file" => ListEntryKind.Ip,
        "isp" => ListEntryKind.Isp,
        "country" => ListEntryKind.Country,
        "domain" => ListEntryKind.Domain,
        "sender" => ListEntryKind.Sender,
        "helo" => ListEntryKind.Helo,
        _ => ListEntryKind.ReverseName,
    };

    public static string KeyOf(ListEntryKind kind) => kind is ListEntryKind.ReverseName ? "reverse-name" : kind.ToString().ToLowerInvariant();
}
