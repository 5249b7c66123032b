namespace InboundFilter.Mail.Message.Traces;

/// <summary>The clauses of a Received field by their word; of several with one word the first.</summary>
internal sealed class ReceivedClauses
{
    private static readonly string[] Keywords = ["from", "by", "via", "with", "id", "for"];

    private readonly Dictionary<string, List<TraceToken>> _clauses = new(StringComparer.OrdinalIgnoreCase);

    public static ReceivedClauses Of(IReadOnlyList<TraceToken> tokens)
    {
        var clauses = new ReceivedClauses();
        List<TraceToken> current = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            // What follows "from" may be a client's word: a keyword there with a comment behind it is the client's name.
            bool isName = i > 0 && ReferenceEquals(current, clauses._clauses.GetValueOrDefault("from")) && current.Count == 0
                && i + 1 < tokens.Count && (tokens[i + 1].Kind is not TraceTokenKind.Word || IsKeyword(tokens[i + 1]));
            if (!IsKeyword(tokens[i]) || isName)
            {
                current.Add(tokens[i]);
                continue;
            }

            // A clause that comes again ends the one before it and is itself not kept.
            current = [];
            clauses._clauses.TryAdd(tokens[i].Text, current);
        }

        return clauses;
    }

    /// <summary>What follows the word, up to the next clause.</summary>
    public IReadOnlyList<TraceToken> Tokens(string keyword) => _clauses.TryGetValue(keyword, out var tokens) ? tokens : [];

    private static bool IsKeyword(TraceToken token) =>
        token.Kind is TraceTokenKind.Word && Keywords.Contains(token.Text, StringComparer.OrdinalIgnoreCase);
}
