using System.Diagnostics.CodeAnalysis;

namespace InboundFilter.Mail.Dmarc;

/// <summary>Reads the text of a policy record (RFC 9989 §4.8).</summary>
/// <remarks>
/// Only the version must be right; of the rest, what is unknown or wrong is passed over and its default taken. Names and values are
/// compared without case, as the grammar's literals are (RFC 5234 §2.3), but for the version. Where a tag is repeated, the first counts.
/// </remarks>
internal static class DmarcRecordReader
{
    private const string Space = " \t";

    /// <returns>False when the text is no DMARC record of this version; any other TXT record is such a one.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out DmarcRecord? record)
    {
        record = null;
        var rest = text.AsSpan();
        if (!IsVersion(NextTag(ref rest)))
        {
            return false;
        }

        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (!rest.IsEmpty)
        {
            Keep(NextTag(ref rest), tags);
        }

        record = FromTags(tags);
        return true;
    }

    private static ReadOnlySpan<char> NextTag(ref ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOf(';');
        var tag = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return tag;
    }

    /// <summary><c>"v" equals %s"DMARC1"</c>, at the very start.</summary>
    private static bool IsVersion(ReadOnlySpan<char> tag) =>
        tag.IndexOf('=') is >= 0 and var equals
        && tag[..equals].TrimEnd(Space) is "v" or "V"
        && tag[(equals + 1)..].Trim(Space) is "DMARC1";

    private static void Keep(ReadOnlySpan<char> tag, Dictionary<string, string> tags)
    {
        int equals = tag.IndexOf('=');
        if (equals >= 0 && Known(tag[..equals].Trim(Space)) is { } name)
        {
            tags.TryAdd(name, tag[(equals + 1)..].Trim(Space).ToString());
        }
    }

    /// <summary>The tags that matter here, which also bounds how many are kept; pct, rf and ri no longer do (RFC 9989 appendix A.6 and A.7).</summary>
    private static string? Known(ReadOnlySpan<char> name)
    {
        foreach (string known in (ReadOnlySpan<string>)["p", "sp", "np", "adkim", "aspf", "psd", "t", "rua"])
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }

    private static DmarcRecord FromTags(Dictionary<string, string> tags)
    {
        var record = new DmarcRecord
        {
            IsStrictForDkim = Is(tags, "adkim", "s"),
            IsStrictForSpf = Is(tags, "aspf", "s"),
            IsTesting = Is(tags, "t", "y"),
            Psd = Is(tags, "psd", "y") ? PsdFlag.PublicSuffix : Is(tags, "psd", "n") ? PsdFlag.Organization : PsdFlag.Undeclared,
        };

        // One policy that cannot be read makes all of them none, and that only for an owner who can learn of it by reports.
        return TryPolicy(tags, "p", out var p) && TryPolicy(tags, "sp", out var sp) && TryPolicy(tags, "np", out var np)
            ? record with { Policy = p ?? DmarcPolicy.None, SubdomainPolicy = sp, NonexistentPolicy = np }
            : record with { IsUsable = tags.TryGetValue("rua", out string? uris) && ReportUris.HasValid(uris) };
    }

    private static bool Is(Dictionary<string, string> tags, string name, string value) =>
        tags.TryGetValue(name, out string? found) && found.Equals(value, StringComparison.OrdinalIgnoreCase);

    /// <param name="policy">Null when the tag is absent.</param>
    /// <returns>False when the tag is there with another value.</returns>
    private static bool TryPolicy(Dictionary<string, string> tags, string name, out DmarcPolicy? policy)
    {
        policy = !tags.TryGetValue(name, out string? value) ? null : value.ToLowerInvariant() switch
        {
            "none" => DmarcPolicy.None,
            "quarantine" => DmarcPolicy.Quarantine,
            "reject" => DmarcPolicy.Reject,
            _ => null,
        };
        return policy is not null || value is null;
    }
}
