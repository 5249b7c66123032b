using System.Text.Json;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>A rule that is asked within the page.</summary>
/// <param name="body">JavaScript that adds sentences to <c>faults</c>; <see cref="Words"/> are there.</param>
internal abstract class ScriptRule(string body) : IPageRule
{
    /// <summary>What several rules need.</summary>
    public const string Words = """
        const faults = [];
        const all = (selector, root = document) => [...root.querySelectorAll(selector)];
        const isShown = e => e.checkVisibility({ visibilityProperty: true });
        const told = e => e.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
        const textOf = ids => ids.split(/\s+/).map(id => document.getElementById(id)?.textContent ?? '').join(' ').trim();
        const nameOf = e => (e.getAttribute('aria-labelledby') ? textOf(e.getAttribute('aria-labelledby')) : '') || e.getAttribute('aria-label')?.trim()
            || [...(e.labels ?? [])].map(l => l.textContent.trim()).join(' ') || (/^(INPUT|SELECT|TEXTAREA)$/.test(e.tagName) ? '' : e.textContent.trim()) || e.getAttribute('alt') || '';
        const focusable = () => all('a[href], button, input, select, textarea, summary, [tabindex]').filter(e => isShown(e) && !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0);
        const numbers = colour => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
        const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
        const groundOf = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) {
                const colour = numbers(getComputedStyle(e).backgroundColor);
                if (colour[3] > 0) layers.push(colour);
                if (colour[3] === 1) break;
            }
            return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
        };
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const contrast = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
        """;

    public async Task<string[]> FaultsAsync(IPage page) =>
        (await page.EvaluateAsync<JsonElement>($"() => {{ {Words}\n{body}\nreturn faults; }}")).Deserialize<string[]>()!;
}
