using System.Net.Security;
using InboundFilter.Smtp.Relay.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay;

/// <summary>The start of a connection: greeting, EHLO or HELO, STARTTLS and EHLO again.</summary>
internal sealed class RelayHandshake(RelayTransport transport, RelayHost host, RelayOptions options, ILogger log)
{
    /// <summary>Brings a new connection to where MAIL can be sent.</summary>
    /// <returns>What the server offers now.</returns>
    /// <exception cref="RelayException">The server does not want us, or <paramref name="tls"/> is required and cannot be had.</exception>
    public async ValueTask<RelayExtensions> RunAsync(RelayTls tls, SslClientAuthenticationOptions tlsOptions)
    {
        transport.Arm(options.GreetingTimeout);
        var greeting = await ReadReplyAsync();
        if (greeting.Code != 220)
        {
            throw Refused(greeting);
        }

        var offers = await GreetAsync();
        bool encrypted = tls is not RelayTls.Off && await TryStartTlsAsync(offers, tlsOptions);
        if (encrypted)
        {
            // What was offered in clear counts no longer (RFC 3207 §4.2).
            offers = await GreetAsync();
        }
        else if (tls is RelayTls.Required)
        {
            throw new RelayException($"{host} does not offer TLS, which is required");
        }

        log.Connected(options.Name, host, offers, encrypted ? "TLS" : "in clear");
        return offers;
    }

    private async ValueTask<RelayExtensions> GreetAsync()
    {
        var reply = await AskAsync("EHLO "u8, options.HeloName);
        if (reply.Code == 250)
        {
            return reply.ReadExtensions();
        }

        // RFC 5321 §3.2: a server that does not know EHLO is asked by HELO.
        if (reply.Code / 100 != 5 || (await AskAsync("HELO "u8, options.HeloName)) is not { Code: 250 })
        {
            throw Refused(reply);
        }

        return RelayExtensions.None;
    }

    private async ValueTask<bool> TryStartTlsAsync(RelayExtensions offers, SslClientAuthenticationOptions tlsOptions)
    {
        if ((offers & RelayExtensions.StartTls) == 0 || await AskAsync("STARTTLS"u8, string.Empty) is not { Code: 220 })
        {
            return false;
        }

        if (transport.HasUnreadInput)
        {
            // Octets put in before the handshake would be read as if they had come after it.
            throw new RelayException($"{host} sent more than its reply before TLS");
        }

        transport.Arm(options.TlsTimeout);
        await transport.StartTlsAsync(tlsOptions);
        return true;
    }

    private ValueTask<RelayReply> AskAsync(ReadOnlySpan<byte> verb, string argument)
    {
        transport.Append(verb);
        transport.Append(argument);
        transport.Append("\r\n"u8);
        return AskAsync();
    }

    private async ValueTask<RelayReply> AskAsync()
    {
        transport.Arm(options.HeloTimeout);
        if (log.IsEnabled(LogLevel.Debug))
        {
            log.CommandsSent(options.Name, host, LogText.OneLine(transport.PendingOutput));
        }

        await transport.FlushAsync();
        return await ReadReplyAsync();
    }

    private async ValueTask<RelayReply> ReadReplyAsync()
    {
        var reply = await transport.ReadReplyAsync();
        if (log.IsEnabled(LogLevel.Debug))
        {
            log.ReplyRead(options.Name, host, LogText.OneLine(reply.Octets.Span));
        }

        return reply;
    }

    private RelayException Refused(RelayReply reply) => new($"{host} said: {LogText.OneLine(reply.Octets.Span)}");
}
