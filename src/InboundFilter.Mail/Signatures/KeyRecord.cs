namespace InboundFilter.Mail.Signatures;

/// <summary>A key record (RFC 6376 §3.6.1).</summary>
internal sealed record KeyRecord
{
    /// <summary>k=; <c>rsa</c> by default.</summary>
    public required string Type { get; init; }

    /// <summary>p=; empty when the key has been revoked.</summary>
    public required byte[] Key { get; init; }

    /// <summary>h=: hashes that it may be used with; null for any.</summary>
    public required IReadOnlyList<string>? Hashes { get; init; }

    /// <summary>s= lets it be used for mail.</summary>
    public required bool IsForMail { get; init; }

    /// <summary>t=y.</summary>
    public required bool IsTesting { get; init; }

    /// <summary>t=s: the domain of i= must be that of d=.</summary>
    public required bool IsStrict { get; init; }

    /// <summary>Reads the text of a TXT record; null with a reason when it is no key record.</summary>
    /// <remarks>Signers are not held to two rules that no verifier in use enforces: that v= be the first tag, and that h= be not empty.</remarks>
    public static KeyRecord? Read(string text, out string? fault)
    {
        if (TagList.Read(text, out fault) is not { } tags)
        {
            return null;
        }

        byte[]? key = tags["p"] is { } p ? TagValue.Base64(p) : null;
        if (tags["v"] is { } version && version != "DKIM1")
        {
            fault = "v= is not DKIM1";
        }
        else if (key is null)
        {
            fault = tags["p"] is null ? "p= is missing" : "p= is no base64";
        }

        if (fault is not null)
        {
            return null;
        }

        var flags = Options(tags, "t");
        var services = Options(tags, "s");
        return new KeyRecord
        {
            Type = tags["k"] ?? SignatureAlgorithm.Rsa,
            Key = key!,
            Hashes = string.IsNullOrEmpty(tags["h"]) ? null : Options(tags, "h"),
            IsForMail = tags["s"] is null || services.Contains("*") || services.Contains("email"),
            IsTesting = flags.Contains("y"),
            IsStrict = flags.Contains("s"),
        };
    }

    private static IReadOnlyList<string> Options(TagList tags, string name) => tags[name] is { } value ? TagValue.List(value) : [];
}
