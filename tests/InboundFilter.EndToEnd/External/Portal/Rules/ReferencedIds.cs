namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>What descriptions, labels and links within the page lead to is there (WCAG 1.3.1).</summary>
internal sealed class ReferencedIds() : ScriptRule("""
    for (const attribute of ['aria-describedby', 'aria-labelledby', 'for'])
        for (const e of all(`[${attribute}]`))
            for (const id of e.getAttribute(attribute).split(/\s+/).filter(id => id))
                if (!document.getElementById(id)) faults.push(`leads by ${attribute} to "${id}", which is not there: ${told(e)}`);
    for (const e of all('a[href^="#"]'))
        if (!document.getElementById(e.getAttribute('href').slice(1))) faults.push(`leads nowhere: ${told(e)}`);
    """);
