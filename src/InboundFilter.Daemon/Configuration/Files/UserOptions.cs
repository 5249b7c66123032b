using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>One user.</summary>
internal sealed record UserOptions
{
    /// <summary>The hash of the password, as <c>inboundfilter user password</c> writes it.</summary>
    [Required, Secret]
    public string Password { get; init; } = string.Empty;
}
