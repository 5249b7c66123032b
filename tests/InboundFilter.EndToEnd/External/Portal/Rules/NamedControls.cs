namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>Links, buttons, pictures and what scrolls by itself have names that say what they are (WCAG 4.1.2, 1.1.1).</summary>
internal sealed class NamedControls() : ScriptRule("""
    for (const e of all('a[href], button, summary, svg[role=img], img, [role=region]'))
        if (!nameOf(e) && !e.querySelector('title')?.textContent.trim()) faults.push(`has no name: ${told(e)}`);
    for (const e of all('svg, img'))
        if (!/^(img|presentation|none)$/.test(e.getAttribute('role')) && e.getAttribute('aria-hidden') !== 'true' && !e.hasAttribute('alt')) faults.push(`is neither a named picture nor decoration: ${told(e)}`);
    """);
