using System.Collections.Frozen;
using InboundFilter.Policy.Codes;

namespace InboundFilter.Policy.Rules;

/// <summary>The rules as sessions use them: place and action of each code, and who is treated otherwise. Immutable, thread-safe.</summary>
public sealed class RuleBook
{
    private readonly FrozenDictionary<string, (int Place, CodeRule Rule)> _rules;
    private readonly FrozenDictionary<string, RuleBook> _overrides;
    private readonly bool _observeOnly;
    private readonly string[] _exempt;

    public RuleBook(PolicyRules rules)
        : this(rules, null)
    {
    }

    private RuleBook(PolicyRules rules, IReadOnlyDictionary<string, Enforcement>? changed)
    {
        _observeOnly = rules.ObserveOnly;
        _rules = rules.Order
            .Select((rule, place) => (rule.Code, Place: place, Rule: changed?.TryGetValue(rule.Code, out var action) == true ? rule with { Action = action } : rule))
            .ToFrozenDictionary(r => r.Code, r => (r.Place, r.Rule), StringComparer.OrdinalIgnoreCase);
        RequiresBulkConsent = rules.RequireBulkConsent;
        Strikes = rules.Strikes;
        Ratios = rules.Ratios;
        Evasion = rules.Evasion;
        _exempt = [.. rules.ExemptRecipients];
        _overrides = changed is not null
            ? FrozenDictionary<string, RuleBook>.Empty
            : rules.Overrides.ToFrozenDictionary(o => o.Key, o => new RuleBook(rules, o.Value), StringComparer.OrdinalIgnoreCase);
    }

    private RuleBook(RuleBook observed)
    {
        _rules = observed._rules.ToFrozenDictionary(r => r.Key, r => (r.Value.Place, Enforced(r.Value.Rule)), StringComparer.OrdinalIgnoreCase);
        (RequiresBulkConsent, Strikes, Ratios, Evasion, _exempt) = (observed.RequiresBulkConsent, observed.Strikes, observed.Ratios, observed.Evasion, observed._exempt);
        _overrides = observed._overrides.ToFrozenDictionary(o => o.Key, o => new RuleBook(o.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether bulk mail needs a recipient's consent.</summary>
    public bool RequiresBulkConsent { get; }

    /// <summary>What evidence of unsolicited mail leads to.</summary>
    public StrikeRules Strikes { get; }

    /// <summary>How many complaints and unknown recipients a sender may have; null when that is not judged.</summary>
    public RatioRules? Ratios { get; }

    /// <summary>When a message counts as a struck sender's.</summary>
    public EvasionRules Evasion { get; }

    /// <summary>A code's place in the order and its rule. A code that no rule names stands last and is observed.</summary>
    public (int Place, CodeRule Rule) For(TroubleshootingCode code) =>
        _rules.TryGetValue(code.Id, out var found) ? found
            : (int.MaxValue - 1, new CodeRule(code.Id, Enforcement.Observe, UndecidedAction.Ignore));

    /// <summary>What an objection of the code does, <c>mode: observe</c> included.</summary>
    /// <param name="code">The code.</param>
    /// <param name="aspect">Which of the things that share it; the milder of its action and the code's holds.</param>
    public Enforcement EnforcementOf(TroubleshootingCode code, string? aspect = null)
    {
        var rule = For(code).Rule;
        var action = aspect is not null && rule.Aspects.TryGetValue(aspect, out var own) && own > rule.Action ? own : rule.Action;
        return _observeOnly && action is not Enforcement.Off ? Enforcement.Observe : action;
    }

    /// <summary>The same rules as if every code that is only observed were enforced, <c>mode: observe</c> and aspects included: what would be, not what is.</summary>
    public RuleBook WithObservedEnforced() => new(this);

    /// <summary>The rules for one recipient: its own override, else its domain's, else these.</summary>
    /// <param name="localPart">Compared without case.</param>
    /// <param name="domain">Lower-case ASCII form.</param>
    public RuleBook ForRecipient(string localPart, string domain) =>
        _overrides.Count == 0 ? this
            : _overrides.GetValueOrDefault($"{localPart}@{domain}") ?? _overrides.GetValueOrDefault($"@{domain}") ?? this;

    /// <summary>Whether a recipient is reachable whatever is held against the sender (RFC 5321 §4.5.1).</summary>
    public bool IsExempt(string localPart, string domain)
    {
        foreach (string pattern in _exempt)
        {
            int at = pattern.LastIndexOf('@');
            if (at > 0
                && pattern.AsSpan(0, at).Equals(localPart, StringComparison.OrdinalIgnoreCase)
                && (pattern.AsSpan(at + 1) is "*" || pattern.AsSpan(at + 1).Equals(domain, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static CodeRule Enforced(CodeRule rule) => rule with
    {
        Action = Enforced(rule.Action),
        Aspects = rule.Aspects.ToDictionary(a => a.Key, a => Enforced(a.Value)),
    };

    private static Enforcement Enforced(Enforcement action) => action is Enforcement.Observe ? Enforcement.Enforce : action;
}
