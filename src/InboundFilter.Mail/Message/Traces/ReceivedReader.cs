using InboundFilter.Mail.Message.Dates;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Traces;

/// <summary>Sorts the tokens of a Received field into its clauses and reads each.</summary>
internal static class ReceivedReader
{
    public static ReceivedHop Read(string text, ScanMeter? meter)
    {
        var lexer = new TraceLexer(text, meter).Read();
        var tokens = WithoutOuterComment(lexer.Clauses, meter);
        var clauses = ReceivedClauses.Of(tokens);
        var client = ClientInfo.Of(clauses.Tokens("from"));
        return new ReceivedHop
        {
            From = client.Name,
            Helo = client.Helo,
            ReverseName = client.ReverseName,
            Address = client.Address,
            By = Named(clauses.Tokens("by")),
            Via = Named(clauses.Tokens("via")),
            With = ProtocolWord.Of(clauses.Tokens("with")),
            Id = Named(clauses.Tokens("id")),
            For = Named(clauses.Tokens("for")) is { } recipient && recipient.Contains('@', StringComparison.Ordinal) ? recipient : null,
            Date = lexer.DateText is { } date ? MailDate.TryParse(date, meter) : null,
            Comments = [.. tokens.Where(t => t.Kind is TraceTokenKind.Comment).Select(t => t.Text)],
        };
    }

    private static string? Named(IReadOnlyList<TraceToken> tokens) =>
        tokens.Where(t => t.Kind is not TraceTokenKind.Comment).Select(t => t.Text).FirstOrDefault();

    /// <summary>Some servers put the whole clause in parentheses: <c>(from joe@localhost) by mx</c>.</summary>
    private static IReadOnlyList<TraceToken> WithoutOuterComment(IReadOnlyList<TraceToken> tokens, ScanMeter? meter) =>
        tokens is [{ Kind: TraceTokenKind.Comment, Text: var comment }, ..] && comment.StartsWith("from ", StringComparison.OrdinalIgnoreCase)
            ? [.. new TraceLexer(comment, meter).Read().Clauses, .. tokens.Skip(1)]
            : tokens;
}
