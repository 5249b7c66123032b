using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Warnings that are mailed to those whose mail comes near a limit, through the first mailbox server. Off as shipped; they need a ledger.</summary>
internal sealed record NoticeOptions
{
    /// <summary>Your address, of a person who reads answers: the notices come from it.</summary>
    [Required]
    public string From { get; init; } = string.Empty;
}
