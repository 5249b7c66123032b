using InboundFilter.Policy.Codes;

namespace InboundFilter.Policy.Verdicts;

/// <summary>A check's name, as commands and evidence show it, and the codes it may raise.</summary>
public sealed class CheckInfo
{
    public CheckInfo(string name, params IReadOnlyList<TroubleshootingCode> codes) => (Name, Codes) = (name, codes);

    /// <summary>Lower case with hyphens, unique: <c>sender-domain-takes-mail</c>.</summary>
    public string Name { get; }

    /// <summary>Empty for a voucher.</summary>
    public IReadOnlyList<TroubleshootingCode> Codes { get; }

    public bool IsVoucher => Codes.Count == 0;
}
