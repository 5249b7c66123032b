using InboundFilter.Portal.Languages;

namespace InboundFilter.Portal.Cases;

/// <summary>Ready texts for answers to senders, in their languages. Immutable, thread-safe.</summary>
public sealed class AnswerTexts(PageLanguages languages)
{
    /// <summary>Names of the texts, in the order in which they are offered.</summary>
    private static readonly string[] Names = ["cause", "log", "control", "reverse-names", "consent", "granted", "no-proof", "provider"];

    /// <summary>All texts, those of the sender's language first.</summary>
    /// <param name="language">ISO 639 code; null or unknown for English.</param>
    public IReadOnlyList<AnswerText> For(string? language) =>
    [
        .. languages.All.OrderBy(l => l.Code != (languages.Find(language) ?? languages.Default).Code)
            .SelectMany(l => Names.Select(n => new AnswerText($"{l.Code}.{n}", l.Name, l[$"answer.{n}.title"], l[$"answer.{n}"]))),
    ];

    /// <summary>What was written so far with a text behind it; unchanged when there is no such text.</summary>
    /// <param name="written">May be null.</param>
    /// <param name="id">Of the text.</param>
    public string Insert(string? written, string? id)
    {
        string before = written?.TrimEnd() ?? string.Empty;
        var text = For(null).FirstOrDefault(t => t.Id == id)?.Text;
        return text is null ? before : before.Length == 0 ? text : $"{before}\n\n{text}";
    }
}
