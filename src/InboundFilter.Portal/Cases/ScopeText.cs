using System.Diagnostics.CodeAnalysis;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;

namespace InboundFilter.Portal.Cases;

/// <summary>Reads subjects as forms name them.</summary>
public static class ScopeText
{
    /// <summary>A kind and a key, as <see cref="Subject"/> writes itself (<c>isp badisp.example</c>), or a key alone, of which a domain name is a sender domain.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Subject? subject)
    {
        string given = text?.Trim() ?? string.Empty;
        int blank = given.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0)
        {
            subject = SubjectMeanings.Of(given) is [var first, ..] ? first : null;
            return subject is not null;
        }

        string word = given[..blank];
        subject = SubjectMeanings.Of(given[(blank + 1)..]).FirstOrDefault(s => s.Kind.ToString().Equals(word, StringComparison.OrdinalIgnoreCase));
        return subject is not null;
    }
}
