using System.Text;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.ListEditing;

namespace InboundFilter.Tests.Daemon.ListEditing;

public sealed class ListTextTests
{
    private static readonly EntryText New = new([("ip", "192.0.2.1"), ("reason", "it's: #1")], []);

    private const string NewLines = "  - ip: 192.0.2.1\n    reason: \"it's: #1\"\n";

    [TestCase("", "block:\n{new}", TestName = "an empty file")]
    [TestCase("# only a comment\n", "# only a comment\n\nblock:\n{new}", TestName = "a file of comments")]
    [TestCase("block:\n", "block:\n{new}", TestName = "an empty section")]
    [TestCase("block:\n  # - ip: 203.0.113.1\n  #   reason: as an example\n\n# allowed\nallow:\n", "block:\n  # - ip: 203.0.113.1\n  #   reason: as an example\n{new}\n# allowed\nallow:\n", TestName = "a section of comments")]
    [TestCase("block:\n  - ip: 203.0.113.1 # one\n# end\n", "block:\n  - ip: 203.0.113.1 # one\n{new}# end\n", TestName = "behind the last entry")]
    [TestCase("block:\n  - ip: 203.0.113.1\n    # expires: 2027-01-01\n  # next\n", "block:\n  - ip: 203.0.113.1\n    # expires: 2027-01-01\n{new}  # next\n", TestName = "behind the comments of the last entry")]
    [TestCase("allow:\n  - ip: 203.0.113.1\n", "allow:\n  - ip: 203.0.113.1\n\nblock:\n{new}", TestName = "a file without the section")]
    [TestCase("block:\n- {ip: 203.0.113.1,\n   reason: x}   # y\nallow:\n", "block:\n- {ip: 203.0.113.1,\n   reason: x}   # y\n- ip: 192.0.2.1\n  reason: \"it's: #1\"\nallow:\n", TestName = "hyphens below the key")]
    [TestCase("block:\n  - ip: 203.0.113.1\n    reason: |\n      two\n\n      lines\n\nallow:\n", "block:\n  - ip: 203.0.113.1\n    reason: |\n      two\n\n      lines\n{new}\nallow:\n", TestName = "behind a text of lines")]
    [TestCase("block: []\n", "block: [{ip: 192.0.2.1, reason: \"it's: #1\"}]\n", TestName = "empty brackets")]
    [TestCase("block: [{ip: 203.0.113.1}] # x\n", "block: [{ip: 203.0.113.1}, {ip: 192.0.2.1, reason: \"it's: #1\"}] # x\n", TestName = "brackets")]
    [TestCase("block: &x [{ip: 203.0.113.1}]\nallow: *x\n", "block: &x [{ip: 203.0.113.1}, {ip: 192.0.2.1, reason: \"it's: #1\"}]\nallow: *x\n", TestName = "brackets with an anchor")]
    [TestCase("{allow: [{ip: 203.0.113.1}]}\n", null, TestName = "a file in braces")]
    [TestCase("block: ~\n", null, TestName = "a section that says it has none")]
    public void A_new_entry_stands_where_a_person_would_write_it(string before, string? after) =>
        Assert.That(ListText.Add(before, "block", New), Is.EqualTo(after?.Replace("{new}", NewLines, StringComparison.Ordinal)));

    [TestCase("block:\n  - ip: 203.0.113.1 # one\n    reason: x # y\n    # z\n  # other\n  - ip: 203.0.113.2\n", 0, "block:\n  # other\n  - ip: 203.0.113.2\n")]
    [TestCase("block:\n  -\n    ip: 203.0.113.1\n  - ip: 203.0.113.2\n", 0, "block:\n  - ip: 203.0.113.2\n")]
    [TestCase("block:\n  - # why\n    ip: 203.0.113.1\n", 0, "block:\n")]
    [TestCase("block: [{ip: 203.0.113.1}, {ip: 203.0.113.2}, {ip: 203.0.113.3}]\n", 0, "block: [{ip: 203.0.113.2}, {ip: 203.0.113.3}]\n")]
    [TestCase("block: [{ip: 203.0.113.1}, {ip: 203.0.113.2}, {ip: 203.0.113.3}]\n", 1, "block: [{ip: 203.0.113.1}, {ip: 203.0.113.3}]\n")]
    [TestCase("block: [\n  {ip: 203.0.113.1}, # one\n  {ip: 203.0.113.2}, # two\n]\n", 1, "block: [\n  {ip: 203.0.113.1}, # one\n   # two\n]\n")]
    public void A_removed_entry_leaves_the_rest(string before, int index, string after) =>
        Assert.That(ListText.Remove(before, "block", index), Is.EqualTo(after));

    [Test]
    public void To_add_and_to_remove_gives_the_same_octets_in_any_list()
    {
        var random = new Random(11);
        for (int round = 0; round < 2_000; round++)
        {
            string text = RandomList(random);
            string section = random.Next(2) == 0 ? "block" : "allow";
            Assert.That(ListSubject.TryRead("ip", "192.0.2.1", out var subject, out _), Is.True);
            var entries = ListFileEditor.EntriesOf(text);

            string? added = ListText.Add(text, section, RandomEntry(random));

            Assert.That(added, Is.Not.Null, text);
            var now = ListFileEditor.EntriesOf(added!);
            Assert.That(now.Where(e => e != (section, subject)), Is.EqualTo(entries), added);
            Assert.That(now.Count(e => e == (section, subject)), Is.EqualTo(1), added);
            int index = now.Where(e => e.Section == section).ToList().FindIndex(e => e.Subject == subject);
            Assert.That(index, Is.EqualTo(entries.Count(e => e.Section == section)), "the last of its section");
            Assert.That(ListText.Remove(added!, section, index), Is.EqualTo(text), added);
        }
    }

    [Test]
    public void Any_text_can_be_a_reason()
    {
        var random = new Random(3);
        string[] pieces = ["a", ":", " ", "#", "'", "\"", "\\", "[", "]", "{", "}", ",", "-", "?", "&", "*", "!", "|", ">", "%", "@", "`", "null", "\t", "\n", "\u0085", "\u2028", "é", "\ud83d\ude00", "\u0001", "="];
        for (int round = 0; round < 2_000; round++)
        {
            string reason = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            var entry = new EntryText([("ip", "192.0.2.1"), ("reason", reason)], ["A", "E.1"]);
            foreach (string text in new[] { "allow:\n", "allow: []\n" })
            {
                string added = ListText.Add(text, "allow", entry)!;

                Assert.That(ReasonIn(added), Is.EqualTo(reason), added);
            }
        }
    }

    private static string? ReasonIn(string text)
    {
        var ignored = new InboundFilter.Daemon.Configuration.ProblemList([], InboundFilter.Daemon.Configuration.ProblemSeverity.Error);
        InboundFilter.Daemon.Configuration.Yaml.YamlTreeReader.TryRead(text, "x", ignored, out var root);
        var section = ((InboundFilter.Daemon.Configuration.Yaml.MappingNode?)root)?.Find("allow") as InboundFilter.Daemon.Configuration.Yaml.SequenceNode;
        var entry = section?.Items.Single() as InboundFilter.Daemon.Configuration.Yaml.MappingNode;
        return (entry?.Find("reason") as InboundFilter.Daemon.Configuration.Yaml.ScalarNode)?.Text;
    }

    private static EntryText RandomEntry(Random random) => new(
        [("ip", "192.0.2.1"), .. random.Next(2) == 0 ? [("reason", "why: not")] : Array.Empty<(string, string)>()], []);

    private static string RandomList(Random random)
    {
        var text = new StringBuilder();
        Comments(random, text, 0);
        foreach (string section in random.Next(2) == 0 ? ["block", "allow"] : (string[])["allow", "traps", "block"])
        {
            text.Append(section).Append(':');
            int style = random.Next(3);
            if (style == 0)
            {
                Flow(random, text);
            }
            else
            {
                text.Append(random.Next(3) == 0 ? " # comment\n" : "\n");
                Block(random, text, entries: style == 1 ? 0 : random.Next(1, 5));
            }

            Comments(random, text, 0);
        }

        string made = random.Next(3) == 0 ? text.ToString().TrimEnd('\n') : text.ToString();
        return random.Next(3) == 0 ? made.Replace("\n", "\r\n", StringComparison.Ordinal) : made;
    }

    private static void Flow(Random random, StringBuilder text) =>
        text.Append(" [").AppendJoin(random.Next(2) == 0 ? ", " : ",\n    ", Enumerable.Range(0, random.Next(4)).Select(i => $"{{ip: 203.0.113.{i}}}")).Append(random.Next(2) == 0 ? "]\n" : "] # x\n");

    private static void Block(Random random, StringBuilder text, int entries)
    {
        string indent = new(' ', random.Next(5));
        Comments(random, text, random.Next(4));
        for (int i = 0; i < entries; i++)
        {
            text.Append(indent).Append("- ip: ").Append(random.Next(2) == 0 ? $"203.0.113.{i}" : $"\"203.0.113.{i}\"").Append(random.Next(3) == 0 ? "   # x\n" : "\n");
            if (random.Next(2) == 0)
            {
                text.Append(indent).Append(random.Next(4) switch
                {
                    0 => $"  reason: >-\n{indent}    long\n\n{indent}    text\n",
                    1 => $"  reason: plain text\n{indent}    over lines # x\n",
                    2 => "  reason:\n",
                    _ => $"  excuse: [A,\n{indent}      D]\n",
                });
            }

            Comments(random, text, random.Next(6));
        }
    }

    private static void Comments(Random random, StringBuilder text, int indent)
    {
        for (int i = random.Next(3); i > 0; i--)
        {
            text.Append(random.Next(3) == 0 ? "\n" : $"{new string(' ', indent)}# - ip: 203.0.113.99\n");
        }
    }
}
