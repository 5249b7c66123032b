namespace InboundFilter.Smtp;

/// <summary>An enhanced mail system status code (RFC 3463 §2).</summary>
/// <param name="Class">2 success, 4 try later, 5 refused.</param>
/// <param name="Subject">0 to 999.</param>
/// <param name="Detail">0 to 999.</param>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    public override string ToString() => $"{Class}.{Subject}.{Detail}";
}
