using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Policy.Verdicts;

/// <summary>A check's name, as commands and evidence show it, and the codes it may raise.</summary>
public sealed class CheckInfo
{
    public CheckInfo(string name, params IReadOnlyList<TroubleshootingCode> codes) => (Name, Codes, Tag) = (name, codes, new("check", name));

    /// <summary>Lower case with hyphens, unique: <c>sender-domain-takes-mail</c>.</summary>
    public string Name { get; }

    /// <summary>Empty for a voucher.</summary>
    public IReadOnlyList<TroubleshootingCode> Codes { get; }

    /// <summary>Its name as a label of measurements.</summary>
    internal KeyValuePair<string, object?> Tag { get; }

    public bool IsVoucher => Codes.Count == 0;

    /// <summary>The most specific kind of entry it goes by, for a check or voucher of the administrator's lists; null for all others.</summary>
    /// <remarks>It still has to be asked when something less specific vouches for the client.</remarks>
    public SpecificityRank? ListReach { get; init; }

    /// <summary>Its verdicts may wait for the message, so that all recipients of one must agree on what is done with its codes.</summary>
    public bool MayWaitForMessage { get; init; }

    /// <summary>It asks questions that nobody else asks, so it is not begun for a client whom an earlier objection refuses anyway.</summary>
    public bool MayBePostponed { get; init; }

    /// <summary>Longest wait for its verdict, where <see cref="StageRunner.Limit"/> is too short for what it asks; null for that limit.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Whether it can say nothing that counts once something that specific vouches for everything; never when it has a code that nothing excuses.</summary>
    internal bool IsMootAt(Specificity vouched) =>
        Codes.All(code => code.CanBeExcused) && (ListReach is not { } reach || vouched >= Specificity.HighestOf(reach));
}
