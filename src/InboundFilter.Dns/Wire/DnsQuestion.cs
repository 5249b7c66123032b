namespace InboundFilter.Dns.Wire;

/// <summary>What is asked, always in class IN; the key of the cache and of questions in flight.</summary>
internal readonly record struct DnsQuestion(DomainName Name, DnsRecordType Type)
{
    public override string ToString() => $"{Name} {Type.ToString().ToUpperInvariant()}";
}
