using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Turns policy.yaml into <see cref="PolicyRules"/>.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="knownCodes">The codes that checks can raise and policy.yaml may order.</param>
internal sealed class PolicyFileReader(ProblemList problems, OptionsShapes shapes, IReadOnlyCollection<string> knownCodes)
{
    public PolicyRules Read(ConfigNode? root)
    {
        var file = new YamlBinder(problems, shapes).Bind<PolicyFile>(root);
        var mapping = root as MappingNode ?? new MappingNode(default, []);
        WarnOfContradictions(file, mapping);
        return new PolicyRules
        {
            ObserveOnly = file.Mode is PolicyMode.Observe,
            Order = file.Order is { } order ? WithMissing(Ordered(order, mapping), mapping.Locate("order")) : WithMissing([], null),
            RequireBulkConsent = file.Bulk.RequireConsent,
            Strikes = file.Strikes.ToRules(),
            Ratios = file.Ratios?.ToRules(),
            Evasion = file.Evasion.ToRules(),
            ExemptRecipients = Exempt(file.Recipients.Exempt, mapping),
            Overrides = Overrides(file.Recipients.Overrides, mapping),
        };
    }

    private void WarnOfContradictions(PolicyFile file, MappingNode mapping)
    {
        if (file.Strikes.LongestBlock < file.Strikes.Block)
        {
            problems.Warning(
                mapping.Locate("strikes", "longest-block"), "strikes.longest-block is shorter than block, so that all blocks are that short", "write a longer longest-block, or a shorter block");
        }

        if (file.Evasion.SupportedText > file.Evasion.Text)
        {
            problems.Warning(
                mapping.Locate("evasion", "supported-text"),
                "evasion.supported-text is more than text, which is enough by itself, so it does nothing",
                "write a supported-text below text");
        }
    }

    private List<CodeRule> Ordered(IReadOnlyList<IReadOnlyDictionary<string, CodeRuleOptions>> order, MappingNode mapping)
    {
        var rules = new List<CodeRule>();
        var first = new Dictionary<string, int>();
        var items = (mapping.Find("order") as SequenceNode)?.Items ?? [];

        // Items that could not be bound are missing in the options; the nodes give the places.
        foreach (var (code, place) in items.OfType<MappingNode>().SelectMany(item => item.Entries.Select(entry => (entry.Key, entry.Place))))
        {
            if (!IsKnown(code, place))
            {
                continue;
            }

            if (!first.TryAdd(code, place.Line))
            {
                problems.Fault(place, $"the code {code} is in the order twice", $"keep one of them; the other is at line {first[code]}");
                continue;
            }

            if (order.FirstOrDefault(item => item.ContainsKey(code)) is { } found)
            {
                rules.Add(Rule(code, found[code], place));
            }
        }

        foreach (var item in items.OfType<MappingNode>().Where(item => item.Entries.Count != 1))
        {
            problems.Fault(item.Place, "one item of the order must be one code", "begin each code on a line of its own with a hyphen: - A.1: enforce");
        }

        return rules;
    }

    private CodeRule Rule(string code, CodeRuleOptions options, Place place)
    {
        var shipped = ShippedOrNew(code);
        BelongsTo("E.1", code, "require-forward-confirmed", options.RequireForwardConfirmed is not null, place);
        BelongsTo("E.5", code, "unless-dmarc-passes", options.UnlessDmarcPasses is not null, place);
        var rule = new CodeRule(code, options.Action ?? shipped.Action, options.Undecided ?? shipped.Undecided)
        {
            RequireForwardConfirmed = options.RequireForwardConfirmed ?? shipped.RequireForwardConfirmed,
            UnlessDmarcPasses = options.UnlessDmarcPasses ?? shipped.UnlessDmarcPasses,
            Aspects = shipped.Aspects,
        };

        foreach (var (aspect, owner, action) in options.AspectActions())
        {
            if (action is { } own && BelongsTo(owner, code, aspect, isWritten: true, place))
            {
                rule = rule with { Aspects = new Dictionary<string, Enforcement>(rule.Aspects) { [aspect] = own } };
                WarnIfStricter(rule, aspect, own, place);
            }
        }

        return rule;
    }

    private bool BelongsTo(string owner, string code, string key, bool isWritten, Place place)
    {
        if (isWritten && code != owner)
        {
            problems.Fault(place, $"{key} has no meaning for {code}", $"move it to {owner}, or remove it");
        }

        return code == owner;
    }

    private void WarnIfStricter(CodeRule rule, string aspect, Enforcement own, Place place)
    {
        if (own < rule.Action)
        {
            string action = KebabCase.Of(rule.Action.ToString());
            problems.Warning(
                place, $"{aspect}: {KebabCase.Of(own.ToString())} does nothing while the action of {rule.Code} is {action}", $"write {aspect}: {action} or milder, or make the action stricter");
        }
    }

    /// <summary>Puts codes that were left out behind the code they stand behind as shipped.</summary>
    /// <param name="rules">The rules as written.</param>
    /// <param name="order">Where to warn; null when the order is absent altogether and nothing was forgotten.</param>
    private List<CodeRule> WithMissing(List<CodeRule> rules, Place? order)
    {
        string? before = null;
        foreach (string code in CodeRule.Shipped.Select(rule => rule.Code).Union(knownCodes).Where(knownCodes.Contains))
        {
            if (rules.All(rule => rule.Code != code))
            {
                var rule = ShippedOrNew(code);
                rules.Insert(rules.FindIndex(r => r.Code == before) + 1, rule);
                if (order is { } place)
                {
                    string action = KebabCase.Of(rule.Action.ToString());
                    problems.Warning(place, $"the order leaves out {code}, which keeps its shipped place and action", $"add - {code}: {action}, or - {code}: off");
                }
            }

            before = code;
        }

        return rules;
    }

    private static CodeRule ShippedOrNew(string code) =>
        CodeRule.Shipped.FirstOrDefault(rule => rule.Code == code) ?? new CodeRule(code, Enforcement.Observe, UndecidedAction.Ignore);

    private bool IsKnown(string code, Place place)
    {
        if (knownCodes.Contains(code))
        {
            return true;
        }

        // Of codes equally near, one of the same letter is meant.
        string? nearest = NearestKey.To(code, knownCodes.OrderBy(known => known[0] != code.FirstOrDefault()).ThenBy(known => known, StringComparer.Ordinal));
        problems.Fault(
            place,
            $"{Quoted.Of(code)} is not a code that this version can raise",
            $"{(nearest is null ? string.Empty : $"did you mean {nearest}? ")}the codes are {string.Join(", ", knownCodes)}");
        return false;
    }

    private List<string> Exempt(IReadOnlyList<string> patterns, MappingNode mapping)
    {
        var place = mapping.Locate("recipients", "exempt");
        foreach (string pattern in patterns.Where(pattern => !IsRecipientPattern(pattern)))
        {
            problems.Fault(place, $"{Quoted.Of(pattern)} is not a pattern of recipients", "write one such as postmaster@* or abuse@example.test");
        }

        return [.. patterns];
    }

    private static bool IsRecipientPattern(string pattern) =>
        pattern.LastIndexOf('@') is var at and > 0 && at < pattern.Length - 1
        && (pattern[(at + 1)..].Contains('*', StringComparison.Ordinal) || DomainName.TryParse(pattern.AsSpan(at + 1), out _));

    private Dictionary<string, IReadOnlyDictionary<string, Enforcement>> Overrides(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, Enforcement>> written, MappingNode mapping)
    {
        var overrides = new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>();
        foreach (var (recipient, actions) in written)
        {
            var place = mapping.Locate("recipients", "overrides", recipient);
            int at = recipient.LastIndexOf('@');
            if (at < 0 || !DomainName.TryParse(recipient.AsSpan(at + 1), out var domain))
            {
                problems.Fault(place, $"{Quoted.Of(recipient)} is neither a recipient nor a domain", "write sales@example.test, or \"@example.test\" for a whole domain");
                continue;
            }

            foreach (string code in actions.Keys)
            {
                IsKnown(code, mapping.Locate("recipients", "overrides", recipient, code));
            }

            if (!overrides.TryAdd($"{recipient[..at].ToLowerInvariant()}@{domain.Value}", actions))
            {
                problems.Fault(place, $"{Quoted.Of(recipient)} stands here twice", "join the two");
            }
        }

        return overrides;
    }
}
