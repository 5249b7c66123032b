using System.Text.Json;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>The Tab key reaches every control, in the order of the page (WCAG 2.1.1, 2.4.3).</summary>
internal sealed class KeyboardOrder : IPageRule
{
    /// <summary>Controls of a page that are walked through: enough for its header and its content, and an end on a page of many rows.</summary>
    private const int MostStops = 60;

    /// <summary>Begins at the first control and writes down where the focus goes. A field for dates has several stops.</summary>
    private const string Begin = $$"""
        () => { {{ScriptRule.Words}}
            window.stops = [];
            document.addEventListener('focusin', e => window.stops.push(e.target));
            const list = focusable();
            list[0]?.focus();
            return list.length + 3 * all('input[type=date]').length;
        }
        """;

    private const string End = $$"""
        most => { {{ScriptRule.Words}}
            const list = focusable().slice(0, most), reached = new Set(window.stops);
            // Of a group of choices one takes the focus; the arrow keys lead to the others.
            const isReached = e => reached.has(e) || e.type === 'radio' && [...reached].some(r => r.type === 'radio' && r.name === e.name);
            for (const e of list) if (!isReached(e)) faults.push(`is not reached by Tab: ${told(e)}`);
            const order = [...reached];
            for (let i = 1; i < order.length; i++)
                if (order[i - 1].compareDocumentPosition(order[i]) & Node.DOCUMENT_POSITION_PRECEDING) faults.push(`comes out of order by Tab: ${told(order[i])}`);
            return faults;
        }
        """;

    public async Task<string[]> FaultsAsync(IPage page)
    {
        int stops = Math.Min(await page.EvaluateAsync<int>(Begin), MostStops);
        for (int i = 1; i < stops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        return (await page.EvaluateAsync<JsonElement>(End, stops)).Deserialize<string[]>()!;
    }
}
