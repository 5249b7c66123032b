namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>No id stands twice, since labels and descriptions lead by it.</summary>
internal sealed class UniqueIds() : ScriptRule("""
    const seen = new Set();
    for (const e of all('[id]')) {
        if (!e.id || seen.has(e.id)) faults.push(`has an id that is empty or not its own: ${told(e)}`);
        seen.add(e.id);
    }
    """);
