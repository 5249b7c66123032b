namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>Text stands out from its ground: 4.5 to 1, large text 3 to 1 (WCAG 1.4.3); so do the edges of fields, 3 to 1 (WCAG 1.4.11).</summary>
internal sealed class ReadableContrast() : ScriptRule("""
    const LargePixels = 24, LargeBoldPixels = 18.66, Bold = 700;
    const look = (element, colour, text) => {
        const style = getComputedStyle(element), size = parseFloat(style.fontSize);
        const isLarge = size >= LargePixels || size >= LargeBoldPixels && Number(style.fontWeight) >= Bold;
        const ground = groundOf(element), ratio = contrast(over(numbers(colour), ground), ground);
        if (ratio < (isLarge ? 3 : 4.5)) faults.push(`has a contrast of ${ratio.toFixed(2)}: "${text.trim().slice(0, 40)}" in ${told(element)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement, text = walker.currentNode.data;
        if (!text.trim() || /^(SCRIPT|STYLE|OPTION|TITLE)$/i.test(parent.tagName) || !isShown(parent)) continue;
        const style = getComputedStyle(parent);
        look(parent, parent instanceof SVGElement ? style.fill : style.color, text);
    }
    for (const e of all('input, select, textarea').filter(isShown)) {
        look(e, getComputedStyle(e).color, e.value ?? '');
        if (e.placeholder) look(e, getComputedStyle(e, '::placeholder').color, e.placeholder);
        const around = groundOf(e.parentElement), edge = contrast(over(numbers(getComputedStyle(e).borderTopColor), around), around);
        if (!/^(radio|checkbox)$/.test(e.type) && edge < 3) faults.push(`has an edge of a contrast of ${edge.toFixed(2)}: ${told(e)}`);
    }
    """);
