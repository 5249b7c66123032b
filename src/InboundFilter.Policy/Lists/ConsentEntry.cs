using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>One consent of a recipient, or of a whole domain of ours, to bulk mail: to what, since when, and how it can be proved. Immutable.</summary>
public sealed record ConsentEntry
{
    /// <summary>Left of the @, as written; null when the consent is for all recipients of the domain.</summary>
    public string? RecipientName { get; init; }

    public required DomainName RecipientDomain { get; init; }

    public required ConsentKind Kind { get; init; }

    /// <summary>What was consented to, as it was written: <c>news.shop.example</c>, <c>=shop.example</c>, <c>news@shop.example</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>When consent was given.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The administrator's words on how it was given, not meant for the sender.</summary>
    public required string Proof { get; init; }

    public string? By { get; init; }

    /// <summary>The moment from which the entry does not count; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    public required string File { get; init; }

    /// <summary>Line in <see cref="File"/>, from 1.</summary>
    public required int Line { get; init; }

    /// <summary><c>anna@example.test</c>, or <c>@example.test</c> for all recipients of the domain.</summary>
    public string Recipient => $"{RecipientName}@{RecipientDomain}";

    /// <summary>Where an administrator finds the entry: <c>lists/consent.yaml:12</c>.</summary>
    public string Location => $"{File}:{Line}";

    public bool CountsAt(DateTimeOffset now) => Expires is not { } end || now < end;
}
