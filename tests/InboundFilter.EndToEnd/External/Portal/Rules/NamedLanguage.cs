namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>The page says its language and has a title (WCAG 3.1.1, 2.4.2); parts in another language say so with a code that exists.</summary>
internal sealed class NamedLanguage() : ScriptRule("""
    if (!/^(en|da)$/.test(document.documentElement.lang)) faults.push(`is in the language "${document.documentElement.lang}"`);
    if (document.title.split(' – ').some(part => !part.trim())) faults.push(`has the title "${document.title}"`);
    for (const e of all('[lang]'))
        if (!/^[a-z]{2}$/.test(e.lang)) faults.push(`is in the language "${e.lang}": ${told(e)}`);
    """);
