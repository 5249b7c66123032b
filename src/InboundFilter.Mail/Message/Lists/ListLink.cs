namespace InboundFilter.Mail.Message.Lists;

/// <summary>One way to do what a List-* field offers (RFC 2369 §2).</summary>
/// <param name="Uri">As written, white space taken out; the sender's word, so not to be followed unseen.</param>
/// <param name="Comment">What is said about it; null when nothing.</param>
public sealed record ListLink(string Uri, string? Comment = null)
{
    /// <summary>Whether the link is of a scheme, such as <c>mailto</c>.</summary>
    public bool IsScheme(string scheme) =>
        Uri.Length > scheme.Length && Uri[scheme.Length] is ':' && Uri.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
