namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>One first heading, none empty, and no level is jumped over (WCAG 1.3.1, 2.4.6).</summary>
internal sealed class OrderedHeadings() : ScriptRule("""
    const headings = all('h1, h2, h3, h4, h5, h6').filter(isShown);
    const firsts = headings.filter(h => h.tagName === 'H1').length;
    if (firsts !== 1) faults.push(`has ${firsts} headings of the first level`);
    let last = 0;
    for (const h of headings) {
        const level = Number(h.tagName[1]);
        if (!h.textContent.trim()) faults.push(`is an empty heading: ${told(h)}`);
        if (level > last + 1) faults.push(`comes below level ${last}: ${told(h)}`);
        last = level;
    }
    """);
