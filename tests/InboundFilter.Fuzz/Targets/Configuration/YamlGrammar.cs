using System.Text;
using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets.Configuration;

/// <summary>Writes YAML with the keys of our files: right, wrong, nested, anchored.</summary>
internal static class YamlGrammar
{
    private const int MaxDepth = 6;

    private static readonly string[] Scalars =
    [
        "null", "~", "on", "off", "true", "-1", "0", "1", "99999999999999999999", "1e400", ".nan", "5s", "1h", "-5m", "50MiB", "9999999TiB", "127.0.0.1:25", "0.0.0.0/0", "::/0", "\"\"", "''",
        "\"\\0\"", "\"\\uD800\"", "a@b.test", "\"*@*\"", "enforce", "mark", "observe", "A.1", "E.1", "2026-13-40", "2026-11-22", "ZZ", "AS0", "AS64500", "\"name:*\"", "| text", "> text",
        "!!binary AAAA", "!x y", "<<", "example.test", "xn--", "\u00E9.test", "=x", "*", "127.0.0.2-4",
    ];

    /// <summary>A bomb where our own files have depth: codes that do not exist, for many recipients.</summary>
    private static string Overrides => $"recipients: {{overrides: {{x@a.test: &m {{{Joined(700, i => $"c{i}: x")}}}, {Joined(700, i => $"{i}@a.test: *m")}}}}}\n";

    /// <summary>Files that are odd as a whole: bombs, loops, depth.</summary>
    public static IReadOnlyList<byte[]> Odd { get; } = ChanceExtensions.Octets(
        string.Empty,
        "\u00EF\u00BB\u00BF",
        "--- a\n--- b\n",
        "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\ng: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\nh: [*g, *g, *g, *g, *g, *g, *g, *g, *g]\n",
        "lists: &a [*a]\n",
        new string('[', 3_000),
        new string('{', 3_000),
        string.Concat(Enumerable.Repeat("- ", 3_000)),
        string.Concat(Enumerable.Repeat("? ", 3_000)),
        Overrides,
        "%YAML 9.9\n---\na: b\n",
        "%TAG ! tag:x,2000:\n---\n!a b\n");

    /// <summary>The keys of the shipped files, also of what is commented out in them, and values.</summary>
    public static IReadOnlyList<byte[]> Words(IEnumerable<string> files)
    {
        var keys = files.SelectMany(f => f.Split('\n')).SelectMany(KeysOf).Distinct().Order(StringComparer.Ordinal).Select(k => k + ": ");
        return ChanceExtensions.Octets([.. keys, .. Scalars, "\n", "  ", "- ", "{", "}", "[", "]", ", ", ": ", "&a ", "*a", "? ", "# ", "\t", "\r", "\u00C2\u0085", "---\n", "...\n", "<<: *a\n"]);
    }

    public static byte[] Make(Random chance, IReadOnlyList<byte[]> words)
    {
        if (chance.OnceIn(12))
        {
            return chance.Any(Odd);
        }

        var text = new StringBuilder();
        for (int entries = chance.Next(1, 12); entries > 0; entries--)
        {
            Entry(text, chance, words, 0);
        }

        return ChanceExtensions.Octets(text.ToString());
    }

    private static string Joined(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));

    private static IEnumerable<string> KeysOf(string line) =>
        line.Split(':')[..^1].Select(part => new string([.. part.Reverse().TakeWhile(c => char.IsAsciiLetterLower(c) || c == '-').Reverse()])).Where(key => key.Length > 1);

    private static void Entry(StringBuilder text, Random chance, IReadOnlyList<byte[]> words, int depth)
    {
        string indent = new(' ', 2 * depth);
        text.Append(indent).Append(Encoding.Latin1.GetString(chance.Any(words)).TrimEnd(' ', ':', '\n')).Append(": ");
        if (chance.OnceIn(8))
        {
            text.Append("&a ");
        }

        switch (chance.Next(depth < MaxDepth ? 7 : 4))
        {
            case 0 or 1 or 2:
                text.Append(chance.Any(Scalars)).Append('\n');
                break;
            case 3:
                text.Append('[').AppendJoin(", ", Enumerable.Range(0, chance.Next(5)).Select(_ => chance.Any(Scalars))).Append("]\n");
                break;
            case 4:
                text.Append(chance.OnceIn(3) ? "*a\n" : "{a: b, zone: x}\n");
                break;
            default:
                text.Append('\n');
                for (int entries = chance.Next(1, 4); entries > 0; entries--)
                {
                    if (chance.OnceIn(3))
                    {
                        text.Append(indent).Append("  - ").Append(chance.Any(Scalars)).Append('\n');
                    }
                    else
                    {
                        Entry(text, chance, words, depth + 1);
                    }
                }

                break;
        }
    }
}
