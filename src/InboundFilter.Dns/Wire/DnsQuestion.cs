namespace InboundFilter.Dns.Wire;

/// <summary>What is asked, always in class IN; the key of the cache and of questions in flight.</summary>
internal readonly record struct DnsQuestion(DomainName Name, DnsRecordType Type)
{
    /// <summary>For the log: a key in the name is hidden.</summary>
    public override string ToString() => $"{KeyLabel.Hide(Name)} {Type.ToString().ToUpperInvariant()}";
}
