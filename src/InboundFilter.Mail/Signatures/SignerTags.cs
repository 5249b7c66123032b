using InboundFilter.Dns;

namespace InboundFilter.Mail.Signatures;

/// <summary>The tags that every signature and seal has: who signed, how, and the signature.</summary>
internal sealed record SignerTags
{
    /// <summary>a=.</summary>
    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>b=.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>d=.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>Where the key is: the selector (s=), <c>_domainkey</c> and the domain (RFC 6376 §3.6.2.1).</summary>
    public required DomainName KeyName { get; init; }

    /// <summary>Reads a=, b=, d=, s= and looks at t=; null with a reason when one lacks or is not what it must be.</summary>
    public static SignerTags? Read(TagList tags, out string? fault)
    {
        fault = null;
        var algorithm = tags["a"] is { } a ? SignatureAlgorithm.Of(a) : null;
        byte[]? signature = tags["b"] is { } b ? TagValue.Base64(b) : null;
        DomainName domain = default, keyName = default;
        if (Missing(tags) is { } name)
        {
            fault = $"{name}= is missing";
        }
        else if (algorithm is null)
        {
            fault = "a= is an unknown algorithm";
        }
        else if (signature is null or [])
        {
            fault = "b= is no base64";
        }
        else if (!TagValue.TryDomain(tags["d"]!, out domain))
        {
            fault = "d= is no domain name";
        }
        else if (tags["s"]!.EndsWith('.') || !DomainName.TryParse($"{tags["s"]}._domainkey.{domain}", out keyName))
        {
            fault = "s= is no selector";
        }
        else if (tags["t"] is { } t && !TagValue.TryNumber(t, SignatureTime.MaxDigits, out _))
        {
            fault = "t= is no time";
        }

        return fault is null
            ? new SignerTags { Algorithm = algorithm!, Signature = signature!, Domain = domain, KeyName = keyName }
            : null;
    }

    private static string? Missing(TagList tags)
    {
        foreach (string name in (ReadOnlySpan<string>)["a", "b", "d", "s"])
        {
            if (tags[name] is null)
            {
                return name;
            }
        }

        return null;
    }
}
