using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Fakes;

/// <summary>Lists written as <c>kind subject [excuse,excuse]</c>, a line each.</summary>
public static class ListText
{
    public static AccessLists Blocking(string lines) => new(Build(lines), AccessList.Empty);

    public static AccessLists Allowing(string lines) => new(AccessList.Empty, Build(lines));

    private static AccessList Build(string lines)
    {
        var builder = new AccessListBuilder();
        foreach (string[] p in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', 3)))
        {
            var entry = new ListEntry
            {
                Kind = Enum.Parse<ListEntryKind>(p[0], ignoreCase: true),
                Subject = p[1],
                Excuse = p.Length > 2 ? p[2].Split(',') : [],
                File = "lists/test.yaml",
                Line = 1,
            };
            Assert.That(builder.TryAdd(entry, out string? problem), Is.True, problem);
        }

        return builder.Build();
    }
}
