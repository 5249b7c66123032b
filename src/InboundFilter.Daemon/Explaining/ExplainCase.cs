using System.Net;
using System.Text;
using InboundFilter.Daemon.Output;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Daemon.Explaining;

/// <summary>A session to be explained, read with the same parser that reads commands off a socket.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Helo">Null: the reverse name is used.</param>
/// <param name="Mail">The MAIL command.</param>
/// <param name="Recipient">Null: somebody at the first domain.</param>
/// <param name="MessagePath">Null: an empty message.</param>
internal sealed record ExplainCase(IPAddress Client, string? Helo, MailCommand Mail, MailPath? Recipient, string? MessagePath)
{
    /// <summary>The reverse name to take instead of asking for it; its confirmation is asked for all the same. Null to ask.</summary>
    public string? ReverseName { get; init; }

    /// <exception cref="CaseException">A value is not what its name says.</exception>
    public static ExplainCase Read(string ip, string? helo, string? mailFrom, string? rcpt, string? message)
    {
        if (!IPAddress.TryParse(ip, out var client))
        {
            throw new CaseException($"ip: \"{ip}\" is not an address");
        }

        if (message is not null && !File.Exists(message))
        {
            throw new CaseException($"message: there is no file {message}");
        }

        string returnPath = (mailFrom ?? string.Empty).Trim();
        var mail = Parse($"MAIL FROM:<{Bare(returnPath)}>{(Ascii.IsValid(returnPath) ? string.Empty : " SMTPUTF8")}", "mail_from").Mail!;
        MailPath? recipient = rcpt is null ? null : Parse($"RCPT TO:<{Bare(rcpt)}>", "rcpt").Recipient;
        return new ExplainCase(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client, helo, mail, recipient, message);
    }

    private static string Bare(string path) => path.Trim() is ['<', .. var inner, '>'] ? inner : path.Trim();

    private static SmtpCommand Parse(string line, string what)
    {
        var command = SmtpCommandParser.Parse(Encoding.UTF8.GetBytes(line));
        return command.Refusal is { } refusal ? throw new CaseException($"{what}: {refusal}") : command;
    }
}
