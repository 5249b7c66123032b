using System.Net.Security;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Smtp.Server;

/// <content>Who speaks, and how: the greeting, HELO, EHLO, STARTTLS and XCLIENT.</content>
internal sealed partial class SmtpConnection
{
    /// <param name="mayTalkAlready">The client was told about this greeting, and that it may speak is judged elsewhere.</param>
    private async ValueTask GreetAsync(bool mayTalkAlready)
    {
        SmtpReply greeting = await _session.ConnectAsync(_abort.Token);

        // Whoever has spoken by now did not wait for its turn (RFC 5321 §4.3.1).
        if (!mayTalkAlready && _settings.Options.EnforcePipelining && (_transport.Input.HasMore() || await SpeaksWithinDelayAsync()))
        {
            EndWith(ProtocolFault.Pipelining);
        }

        if (_ended)
        {
            return;
        }

        _state = greeting.IsPositive ? SmtpState.Connected : SmtpState.Refused;
        Say(greeting);
    }

    private async ValueTask HeloAsync(HeloCommand helo)
    {
        await EndTransactionAsync();
        if (_state is SmtpState.Greeted)
        {
            _emptyCommands++;
        }

        if (_peer.Override?.Helo is { } named)
        {
            helo = helo with { Name = named };
        }

        SmtpReply reply = await _session.HeloAsync(helo, _abort.Token);
        if (reply.IsPositive)
        {
            _state = SmtpState.Greeted;
        }

        if (!reply.IsPositive || !helo.Extended)
        {
            Say(reply);
            return;
        }

        bool startTls = _certificates is not null && !_transport.IsEncrypted;
        _transport.Output.Write(reply.Octets.Span, _settings.Extensions.For(startTls, _settings.TakesXclientFrom(_farEnd.Address)));
        AfterSaying(reply);
    }

    private async ValueTask StartTlsAsync()
    {
        // Octets sent along with STARTTLS are those of somebody between us and the client, or of a client that would take them for encrypted.
        if (_transport.Input.HasMore())
        {
            EndWith(ProtocolFault.OctetsBeforeTls);
            return;
        }

        if (_transport.IsEncrypted || _certificates is null)
        {
            Say(_transport.IsEncrypted ? EngineReplies.TlsAlready : EngineReplies.TlsNotOffered);
            return;
        }

        if (_certificates.Current is not { } options)
        {
            Say(EngineReplies.TlsNotAvailable);
            return;
        }

        Say(EngineReplies.ReadyForTls);
        if (await FlushAsync())
        {
            await ShakeHandsAsync(options);
        }
    }

    private async ValueTask ShakeHandsAsync(SslServerAuthenticationOptions options)
    {
        Deadline.Within(_limits.CommandTimeout);
        TlsHandshake handshake = await _transport.StartTlsAsync(options, _abort.Token);
        Deadline.Clear();
        _engine.Statistics.ShookHands(handshake.ProtocolAndCipher is not null);

        if (handshake.ProtocolAndCipher is not { } protocol)
        {
            _log.TlsFailed(_peer.SessionId, handshake.Failure ?? "unknown");
            _lost = true;
            _ended = true;
            return;
        }

        // The client starts over and says EHLO again (RFC 3207 §4.2).
        _state = SmtpState.Connected;
        _log.TlsStarted(_peer.SessionId, protocol);
        _session.TlsStarted(protocol);
    }

    private async ValueTask XclientAsync(SmtpCommand command)
    {
        if (!_settings.TakesXclientFrom(_farEnd.Address))
        {
            Say(EngineReplies.XclientRefused);
            return;
        }

        if (command.Xclient is not { } xclient)
        {
            Say(command.Refusal!);
            return;
        }

        SmtpPeer named = xclient.Apply(_peer, _farEnd, ShortId.Next());
        Admission admission = _engine.Registry.Rename(_peer.Client.Address, named.Client.Address, _limits);
        if (admission is not Admission.Admitted)
        {
            EndWith(FaultOf(admission));
            return;
        }

        _log.NamedByXclient(_peer.SessionId, named.Client, _farEnd);
        _peer = named;
        await _session.DisposeAsync();
        _session = _engine.Sessions.Create(named);
        await GreetAsync(mayTalkAlready: true);
    }
}
