namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>One header, one main part, a navigation for whoever may go elsewhere; all that is shown lies within them or leads there (WCAG 1.3.1, 2.4.1).</summary>
internal sealed class Landmarks() : ScriptRule("""
    for (const name of ['header', 'main'])
        if (all(`body > ${name}`).length !== 1) faults.push(`has ${all(`body > ${name}`).length} × ${name}`);
    // Before signing in there is nowhere to go.
    const navs = all('nav').filter(isShown);
    if (navs.length === 0 && !document.querySelector('input[type=password]')) faults.push('has no nav');
    const names = navs.map(nameOfNav => nameOfNav.getAttribute('aria-label') ?? textOf(nameOfNav.getAttribute('aria-labelledby') ?? ''));
    if (navs.length > 1 && (new Set(names).size < names.length || names.includes(''))) faults.push(`has navs of the names ${names.join(', ')}`);
    for (const e of document.body.children)
        if (isShown(e) && !/^(HEADER|MAIN|FOOTER|SCRIPT)$/.test(e.tagName) && !e.matches('a[href="#main"]')) faults.push(`lies beside the landmarks: ${told(e)}`);
    if (!document.querySelector('a[href="#main"]') || !document.querySelector('main#main')) faults.push('has no link that skips to the main part');
    """);
