namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>The page fits the width of its window; only wide tables, code and charts scroll, within themselves (WCAG 1.4.10).</summary>
internal sealed class NoSidewaysScrolling() : ScriptRule("""
    const root = document.documentElement, width = root.clientWidth;
    if (root.scrollWidth > width || document.body.scrollWidth > width) {
        const wide = all('body *').filter(e => isShown(e) && e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll, pre, textarea'));
        faults.push(`is ${root.scrollWidth} px wide in a window of ${width}; beyond it: ${wide.slice(-3).map(told).join(' | ')}`);
    }
    """);
