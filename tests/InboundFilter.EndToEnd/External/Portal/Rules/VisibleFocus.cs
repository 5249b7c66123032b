namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>What the keyboard is at has an outline that stands out, 3 to 1, from the ground around it (WCAG 2.4.7, 1.4.11).</summary>
internal sealed class VisibleFocus() : ScriptRule("""
    for (const e of focusable()) {
        e.focus({ focusVisible: true });
        const style = getComputedStyle(e), around = groundOf(e.parentElement);
        if (document.activeElement !== e) faults.push(`takes no focus: ${told(e)}`);
        else if (style.outlineStyle !== 'solid' || parseFloat(style.outlineWidth) < 2 || contrast(over(numbers(style.outlineColor), around), around) < 3)
            faults.push(`shows no focus (${style.outline}): ${told(e)}`);
    }
    document.activeElement?.blur();
    """);
