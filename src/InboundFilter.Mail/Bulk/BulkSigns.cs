using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Bulk;

/// <summary>Tells by a message's header whether it is bulk mail, and by what. Immutable.</summary>
/// <remarks>
/// Senders of bulk mail have to say so for their own mail to arrive, so what they say is believed: List-Id (RFC 2919), List-Unsubscribe
/// (RFC 2369), Precedence (bulk, list, junk), Feedback-ID, and the marks of services that send nothing else. Who hides all of these is not
/// found here. Two things speak against: an automatic answer (RFC 3834) goes to one person whatever else it bears, and Precedence is also written into
/// reports of machines, so it does not suffice beside Auto-Submitted or in a report (RFC 6522).
/// </remarks>
public sealed record BulkSigns
{
    private const int MaxShown = 80;

    private BulkSigns(IReadOnlyList<BulkSign> signs) => Signs = signs;

    /// <summary>What was found, those that suffice and those that only point to it.</summary>
    public IReadOnlyList<BulkSign> Signs { get; }

    /// <summary>Why it is no bulk mail although a sign would suffice; null otherwise.</summary>
    public string? Counter { get; private init; }

    /// <summary>The mailing list, as List-Id names it, without brackets; null when it names none.</summary>
    public string? ListId { get; private init; }

    /// <summary>
    /// Mail of a list that its members write to: List-Id, and a List-Post that does not say NO (RFC 2369 §3.4), and no mark of a newsletter service.
    /// The sender's own word, so good for asking less of a link to unsubscribe, and not for taking the mail unasked.
    /// </summary>
    public bool IsDiscussion { get; private init; }

    public bool IsBulk => Counter is null && Signs.Any(s => s.Suffices);

    /// <summary>The signs in words, for people: <c>List-Id: news.shop.example</c>. May hold a stranger's text.</summary>
    public IReadOnlyList<string> Reasons => [.. Signs.Select(s => s.Reason)];

    public static BulkSigns Of(MessageFields fields)
    {
        string automatic = FirstWord(fields.Header.First("Auto-Submitted")?.Value);
        bool isAutomatic = automatic.Length > 0 && !automatic.Equals("no", StringComparison.OrdinalIgnoreCase);
        var signs = new List<BulkSign>();
        AddLists(fields, signs);
        AddPrecedence(fields, signs, isMachineMail: isAutomatic || IsReport(fields));
        AddFeedback(fields, signs);
        var platforms = SendingPlatform.Known.Where(p => fields.Header.First(p.Field) is not null).ToList();
        signs.AddRange(platforms.Select(p => new BulkSign(p.Field, $"{p.Field} of {p.Name}", p.Kind is not PlatformKind.Relay)));

        bool isAnswer = automatic.Equals("auto-replied", StringComparison.OrdinalIgnoreCase);
        return new(signs)
        {
            Counter = isAnswer && signs.Any(s => s.Suffices) ? "Auto-Submitted: auto-replied, an answer to one person" : null,
            ListId = fields.ListId?.Id,
            IsDiscussion = fields.ListId is not null
                && fields.ListPost.Any(link => link.IsScheme("mailto"))
                && platforms.TrueForAll(p => p.Kind is not PlatformKind.Newsletters),
        };
    }

    private static void AddLists(MessageFields fields, List<BulkSign> signs)
    {
        if (fields.Header.First("List-Id") is { } id)
        {
            signs.Add(new("List-Id", $"List-Id: {Shown(fields.ListId?.Id ?? id.Value)}", Suffices: true));
        }

        if (fields.Header.First("List-Unsubscribe") is not null)
        {
            signs.Add(new("List-Unsubscribe", "List-Unsubscribe", Suffices: true));
        }
    }

    private static void AddPrecedence(MessageFields fields, List<BulkSign> signs, bool isMachineMail)
    {
        string precedence = FirstWord(fields.Header.First("Precedence")?.Value).ToLowerInvariant();
        if (precedence is "bulk" or "list" or "junk")
        {
            string beside = isMachineMail ? ", beside signs of a machine's report" : string.Empty;
            signs.Add(new("Precedence", $"Precedence: {precedence}{beside}", Suffices: !isMachineMail));
        }
    }

    private static void AddFeedback(MessageFields fields, List<BulkSign> signs)
    {
        if (fields.Header.First("Feedback-ID") is { } feedback)
        {
            string sender = feedback.Value[(feedback.Value.LastIndexOf(':') + 1)..].Trim();
            bool isRelay = SendingPlatform.RelayFeedback.Contains(sender, StringComparer.OrdinalIgnoreCase);
            signs.Add(new("Feedback-ID", $"Feedback-ID of {Shown(sender)}{(isRelay ? ", a relay" : string.Empty)}", Suffices: !isRelay));
        }
    }

    private static bool IsReport(MessageFields fields) => fields.ContentType is { } type && type.Is("multipart", "report");

    /// <summary>Up to the first space, semicolon or comment.</summary>
    private static string FirstWord(string? value)
    {
        int end = value?.AsSpan().IndexOfAny(" \t;(") ?? -1;
        return end < 0 ? value ?? string.Empty : value![..end];
    }

    private static string Shown(string text) => text.Length <= MaxShown ? text : $"{text.AsSpan(0, MaxShown)}…";
}
