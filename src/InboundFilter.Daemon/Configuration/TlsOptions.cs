using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>The PEM files of a listener, read again when they change.</summary>
internal sealed record TlsOptions
{
    /// <summary>The certificate, with the chain behind it.</summary>
    [Required, FilePath]
    public string Certificate { get; init; } = string.Empty;

    /// <summary>The private key of the certificate.</summary>
    [Required, FilePath]
    public string Key { get; init; } = string.Empty;
}
