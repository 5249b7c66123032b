using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>Where maildirs lie. Bound from <c>mailboxes</c>; fixed for the life of a <see cref="MaildirMailbox"/>.</summary>
public sealed class MaildirOptions
{
    /// <summary>Name of the mailbox in the configuration, for the log.</summary>
    [Required]
    public required string Name { get; init; }

    /// <summary>Folder that holds a folder for each domain, and in that one maildir for each address. Made when the first mail comes.</summary>
    [Required]
    public required string Root { get; init; }

    /// <summary>Our host name: part of the file names, and the domain of recipients without one (<c>postmaster</c>, RFC 5321 §4.5.1).</summary>
    [Required]
    public required string HostName { get; init; }
}
