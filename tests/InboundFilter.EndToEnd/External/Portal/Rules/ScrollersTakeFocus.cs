namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>What scrolls within itself can be reached and scrolled by keyboard (WCAG 2.1.1).</summary>
internal sealed class ScrollersTakeFocus() : ScriptRule("""
    for (const e of all('body *').filter(isShown)) {
        const canScroll = /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1;
        if (canScroll && e.tabIndex < 0 && !e.querySelector('a[href], button')) faults.push(`scrolls, but not by keyboard: ${told(e)}`);
    }
    """);
