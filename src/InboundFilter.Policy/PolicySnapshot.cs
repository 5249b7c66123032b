using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Policy;

/// <summary>Everything an administrator may change while sessions run: rules, lists, blocklists. Immutable; a session keeps the one it began with.</summary>
/// <param name="Number">Counts up with each reload; recorded with each decision.</param>
public sealed record PolicySnapshot(int Number, RuleBook Rules, AccessLists Lists, DnsblSettings Dnsbl, ClientNetworks Clients);
