namespace InboundFilter.Smtp.Proxy;

/// <summary>On whose behalf a proxy connects: the low half of the 13th octet of version 2 (§2.2).</summary>
internal enum BinaryCommand
{
    Local = 0,
    Proxy = 1,
}
