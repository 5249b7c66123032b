using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Daemon.Configuration;

/// <summary>What becomes of mail for one of our domains.</summary>
internal sealed record DomainOptions
{
    /// <summary>A name under <c>mailboxes</c>.</summary>
    [Required]
    public string Mailbox { get; init; } = string.Empty;
}
