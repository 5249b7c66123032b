namespace InboundFilter.Tests.Suites;

/// <summary>The vectors of the suite <c>headers</c> that we read otherwise than its authors, by file and index, each with the reason.</summary>
internal static class HeaderSuiteDifferences
{
    private static readonly Dictionary<(string File, int Index), string> Reasons = new()
    {
        [("address", 4)] = "a comment is no part of the name (RFC 5322 §3.4); the authors add all of them to it",
        [("address", 5)] = "a comment neither names a group nor is an address in it (RFC 5322 §3.4): the group is empty",
        [("address", 6)] = "a source route is to be ignored, and white space round dots is no part of the address (RFC 5322 §4.4)",
        [("received", 6)] = "day, month and year are in the order of asctime; the authors make year 1910, second 211 of it",
        [("received", 14)] = "a slash may stand in an id (RFC 5322 §3.2.3 atext); the authors cut there",
        [("received", 33)] = "PST is -0800 (RFC 5322 §4.3); the authors have +0000 here and know the names of zones in other fields",
        [("received", 43)] = "qmail writes ident@address: the address is there",
        [("received", 44)] = "a year of two digits below 50 is of this century (RFC 5322 §4.3); the authors have 1903",
        [("received", 48)] = "qmail writes ident@address: the address is there",
        [("received", 58)] = "the date is in the order of asctime; the authors make month 13 of it",
        [("received", 59)] = "qmail writes ident@address: the address is there",
        [("received", 61)] = "of two by clauses the first counts; the authors take the later one, \"by uid 7791\"",
        [("received", 62)] = "a slash may stand in a word (RFC 5322 §3.2.3 atext); the authors cut there",
        [("received", 75)] = "the date is in the order of asctime; the authors make month 14 of it",
        [("received", 81)] = "PDT is -0700 (RFC 5322 §4.3)",
        [("received", 82)] = "\"from network\" stands in a comment of qmail's and names no host",
        [("received", 85)] = "\"from userid 1002\" stands in a comment of Postfix's and names no host",
    };

    public static string? Reason(string file, int index) => Reasons.GetValueOrDefault((file, index));
}
