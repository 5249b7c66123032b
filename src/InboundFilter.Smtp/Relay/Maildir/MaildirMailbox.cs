using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>Keeps mail in maildirs on this machine: one for each address, made when its first mail comes. Takes every recipient.</summary>
/// <remarks>
/// A file holds <c>Return-Path</c>, <c>Delivered-To</c>, the trace and the message octet for octet, with the CRLFs that it came with
/// (other deliverers store LF alone; readers of maildirs take both).
/// </remarks>
public sealed class MaildirMailbox : IMailbox
{
    private const int UniqueOctets = 8;

    private readonly MaildirOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IMaildirDisk _disk;
    private readonly string _hostPart;

    public MaildirMailbox(MaildirOptions options, TimeProvider time, ILogger<MaildirMailbox> log)
        : this(options, time, log, new MaildirDisk())
    {
    }

    internal MaildirMailbox(MaildirOptions options, TimeProvider time, ILogger log, IMaildirDisk disk)
    {
        _options = options;
        _time = time;
        _log = log;
        _disk = disk;

        // As maildir asks: neither a slash nor the colon that separates flags.
        _hostPart = options.HostName.Replace("/", "\\057", StringComparison.Ordinal).Replace(":", "\\072", StringComparison.Ordinal);
    }

    public string Name => _options.Name;

    public IMailboxTransaction Begin(MailCommand mail) => new MaildirTransaction(mail, _options, NewFileName(), _disk, _log);

    // time.unique.host; the middle is chance alone, so that neither restarts nor a shared folder can make two alike.
    private string NewFileName() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_time.GetUtcNow().ToUnixTimeSeconds()}.R{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(UniqueOctets))}.{_hostPart}");
}
