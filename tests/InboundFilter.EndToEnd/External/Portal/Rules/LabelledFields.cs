namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>Every field has a label that is seen, and its group, if it has one, a legend (WCAG 1.3.1, 3.3.2).</summary>
internal sealed class LabelledFields() : ScriptRule("""
    for (const e of all('input, select, textarea').filter(e => e.type !== 'hidden'))
        if (![...(e.labels ?? [])].some(l => isShown(l) && l.textContent.trim())) faults.push(`has no label: ${told(e)}`);
    for (const e of all('fieldset'))
        if (!e.querySelector(':scope > legend')?.textContent.trim()) faults.push(`has no legend: ${told(e)}`);
    for (const e of all('input[type=radio]'))
        if (!e.closest('fieldset')) faults.push(`is in no group: ${told(e)}`);
    """);
