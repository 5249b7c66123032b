namespace InboundFilter.Mail.Trace;

/// <summary>What another server says that its authentication methods found (RFC 8601 §2.2, RFC 8617 §4.1.1).</summary>
/// <param name="AuthservId">Whose results they claim to be; empty when there is no name.</param>
/// <param name="Results">In the order of the field; empty for <c>none</c>.</param>
public sealed record StatedResults(string AuthservId, IReadOnlyList<StatedResult> Results)
{
    /// <summary>Reads the value of an Authentication-Results field, or of an ARC-Authentication-Results field without its instance tag.</summary>
    /// <remarks>Never throws. A statement that is not well formed is left out; those around it count.</remarks>
    public static StatedResults Read(string value) => StatedResultsReader.Read(value);

    /// <summary>The statements about a method, in order.</summary>
    /// <param name="method">In lower case.</param>
    public IEnumerable<StatedResult> Of(string method) => Results.Where(r => r.Method == method);
}
