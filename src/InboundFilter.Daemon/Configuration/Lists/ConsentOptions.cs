using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>One consent as written: whose, to what, since when, and how it can be proved.</summary>
internal sealed record ConsentOptions
{
    /// <summary>The keys of which an entry has one.</summary>
    public static IReadOnlyList<string> SubjectKeys { get; } = ["list-id", "sender-domain", "sender"];

    /// <summary>Who consented: an address of ours, or <c>@example.test</c> for all of a domain.</summary>
    [Required]
    public string Recipient { get; init; } = string.Empty;

    /// <summary>The id of a mailing list, as its field List-Id has it between &lt; and &gt;.</summary>
    public string? ListId { get; init; }

    /// <summary>The domain of the author's address and what lies below it; with <c>=</c> in front that name alone.</summary>
    public string? SenderDomain { get; init; }

    /// <summary>The author's whole address.</summary>
    public string? Sender { get; init; }

    /// <summary>When consent was given.</summary>
    [Required]
    public DateTimeOffset Date { get; init; }

    /// <summary>How it was given and where that can be looked up; for you and your colleagues, never shown to the sender.</summary>
    [Required]
    public string Proof { get; init; } = string.Empty;

    /// <summary>Who made the entry.</summary>
    public string? By { get; init; }

    /// <summary>The entry does not count from then on; a date begins at 0:00 UTC.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What it says that was consented to, with the keys.</summary>
    public IReadOnlyList<(string Key, string Text)> Subjects()
    {
        string?[] texts = [ListId, SenderDomain, Sender];
        return [.. SubjectKeys.Zip(texts).Where(subject => subject.Second is not null).Select(subject => (subject.First, subject.Second!))];
    }
}
