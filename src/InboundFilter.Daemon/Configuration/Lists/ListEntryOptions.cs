using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>One entry of a list as written: exactly one subject, and why. A subject stays text here; <see cref="SubjectReader"/> reads it.</summary>
internal sealed record ListEntryOptions
{
    /// <summary>An address or a network.</summary>
    public string? Ip { get; init; }

    /// <summary><c>AS64500</c>, an organisational domain, a network, or <c>name:</c> and a pattern.</summary>
    public string? Isp { get; init; }

    /// <summary>A country by its code of ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>A sender domain and what lies below it; with <c>=</c> in front that name alone.</summary>
    public string? Domain { get; init; }

    /// <summary>A whole sender address.</summary>
    public string? Sender { get; init; }

    /// <summary>What the client says in HELO or EHLO.</summary>
    public string? Helo { get; init; }

    /// <summary>A reverse name and what lies below it, or a pattern with <c>*</c>.</summary>
    public string? ReverseName { get; init; }

    /// <summary>A plain text file with an address, network or domain a line.</summary>
    [FilePath]
    public string? File { get; init; }

    /// <summary>Beside file: the file may come to hold nothing, and a reload then takes it so.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Why; for you and your colleagues, never shown to the sender.</summary>
    public string? Reason { get; init; }

    /// <summary>When the entry was made.</summary>
    public DateTimeOffset? Added { get; init; }

    /// <summary>Who made the entry.</summary>
    public string? By { get; init; }

    /// <summary>The entry does not count from then on; a date begins at 0:00 UTC.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>For allow entries: codes, letters of codes, or <c>all</c>.</summary>
    public IReadOnlyList<string> Excuse { get; init; } = [];

    /// <summary>The subjects that were written, with their keys.</summary>
    public IReadOnlyList<(string Key, string Text)> Subjects()
    {
        (string Key, string? Text)[] all =
        [
            ("ip", Ip), ("isp", Isp), ("country", Country), ("domain", Domain),
            ("sender", Sender), ("helo", Helo), ("reverse-name", ReverseName), ("file", File),
        ];
        return [.. all.Where(subject => subject.Text is not null).Select(subject => (subject.Key, subject.Text!))];
    }
}
