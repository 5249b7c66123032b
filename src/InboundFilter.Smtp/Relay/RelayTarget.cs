using System.Diagnostics.CodeAnalysis;

namespace InboundFilter.Smtp.Relay;

/// <summary>A route's target in its one-line form: <c>smtp://host:port</c> or <c>maildir:path</c>. Exactly one of the two is set.</summary>
public sealed record RelayTarget
{
    private const string SmtpScheme = "smtp://";
    private const string MaildirScheme = "maildir:";

    private RelayTarget()
    {
    }

    /// <summary>The mailbox server of <c>smtp://</c>.</summary>
    public RelayHost? Host { get; private init; }

    /// <summary>The folder of <c>maildir:</c>, as written; a relative path is relative to the file that names it.</summary>
    public string? MaildirRoot { get; private init; }

    /// <summary>Reads a target. False when the scheme is another one or what follows it cannot be used.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RelayTarget? target)
    {
        target = text switch
        {
            not null when text.StartsWith(SmtpScheme, StringComparison.OrdinalIgnoreCase) =>
                RelayHost.TryParse(text[SmtpScheme.Length..].TrimEnd('/'), out var host) ? new() { Host = host } : null,
            not null when text.StartsWith(MaildirScheme, StringComparison.OrdinalIgnoreCase) && text.Length > MaildirScheme.Length =>
                new() { MaildirRoot = text[MaildirScheme.Length..] },
            _ => null,
        };
        return target is not null;
    }

    public override string ToString() => Host is not null ? SmtpScheme + Host : MaildirScheme + MaildirRoot;
}
