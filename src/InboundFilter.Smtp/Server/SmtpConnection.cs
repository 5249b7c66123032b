using System.Buffers;
using System.Net;
using InboundFilter.Smtp.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Server;

/// <summary>One connection, from the greeting to its end: reads commands, asks the session, replies.</summary>
/// <remarks>
/// This file holds the life of the connection and the loop over commands; <c>SmtpConnection.Greeting.cs</c> the verbs that say who speaks,
/// <c>SmtpConnection.Transaction.cs</c> those of a mail transaction, <c>SmtpConnection.Waiting.cs</c> all waiting for the client.
/// One method runs at a time; only <see cref="TimeOut"/>, <see cref="Wake"/> and <see cref="Abort"/> come from other threads.
/// </remarks>
internal sealed partial class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpEngine _engine;
    private readonly SmtpSettings _settings;
    private readonly SmtpLimits _limits;
    private readonly ILogger _log;
    private readonly ConnectionContext _connection;
    private readonly IPEndPoint _farEnd;
    private readonly TlsCertificates? _certificates;
    private readonly SmtpTransport _transport;
    private readonly CancellationTokenSource _abort = new();

    private SmtpPeer _peer;
    private ISmtpSession _session;
    private SmtpState _state = SmtpState.Connected;
    private bool _ended;
    private int _errors;
    private int _emptyCommands;

    public SmtpConnection(SmtpEngine engine, ConnectionContext connection, TlsCertificates? certificates, SmtpPeer peer)
    {
        _engine = engine;
        _settings = engine.Settings;
        _limits = _settings.Limits;
        _log = engine.Log;
        _connection = connection;
        _farEnd = peer.Client;
        _certificates = certificates;
        _transport = new SmtpTransport(connection.Transport);
        _peer = peer;
        _session = engine.Sessions.Create(peer);
        Deadline = new SessionDeadline(engine.Time);
    }

    public SessionDeadline Deadline { get; }

    /// <summary>Place in the list of <see cref="SessionRegistry"/>, which alone uses it.</summary>
    public int RegistryIndex { get; set; }

    private bool InTransaction => _state is SmtpState.Mail or SmtpState.Recipients or SmtpState.Chunks;

    /// <summary>Runs until the connection has ended; does not throw.</summary>
    public async Task RunAsync()
    {
        Admission admission = _engine.Registry.Enter(this, _peer.Client.Address, _limits);
        _engine.Statistics.Connected(admission);
        _log.Connected(_peer.SessionId, _peer.Client, _peer.Server);
        try
        {
            if (admission is Admission.Admitted)
            {
                await ConverseAsync();
            }
            else
            {
                TurnAway(admission);
            }
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            _ended = true;
        }
        catch (Exception fault)
        {
            _log.Failed(fault, _peer.SessionId);
            EndWith(ProtocolFault.Internal);
        }

        await EndAsync();
        if (admission is Admission.Admitted)
        {
            _engine.Registry.Leave(this, _peer.Client.Address);
        }

        _log.Ended(_peer.SessionId);
    }

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        _abort.Dispose();
    }

    private async ValueTask ConverseAsync()
    {
        await GreetAsync(mayTalkAlready: false);
        while (!_ended)
        {
            LineStatus status = TryTakeCommand(out SmtpCommand command);
            switch (status)
            {
                case LineStatus.Complete:
                    int errors = _errors;
                    await ExecuteAsync(command);
                    if (_errors > errors)
                    {
                        await PauseAfterErrorAsync();
                    }

                    await FlushIfFullAsync();
                    break;

                case LineStatus.Incomplete:
                    await WaitForCommandAsync();
                    break;

                case LineStatus.TooLong:
                    Fault(ProtocolFault.LineTooLong);
                    await SkipLineAsync();
                    break;

                default:
                    EndWith(ProtocolFault.BareLineEndInCommand);
                    break;
            }
        }
    }

    private LineStatus TryTakeCommand(out SmtpCommand command)
    {
        command = default;
        LineStatus status = SmtpLine.TryTake(ref _transport.Input.Unread, _limits.MaxCommandLineOctets, out ReadOnlySequence<byte> line);
        if (status is LineStatus.Complete)
        {
            if (_log.IsEnabled(LogLevel.Debug))
            {
                _log.Heard(_peer.SessionId, LoggedText.Of(line));
            }

            Deadline.Clear();
            _commandAwaited = false;
            command = SmtpCommandParser.Parse(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        }

        return status;
    }

    private async ValueTask ExecuteAsync(SmtpCommand command)
    {
        if (command.Verb is not SmtpVerb.Quit && (_errors >= _limits.MaxErrors || _emptyCommands >= _limits.MaxEmptyCommands))
        {
            EndWith(ProtocolFault.TooManyErrors);
            return;
        }

        if (IsAheadOfTurn(command.Verb))
        {
            EndWith(ProtocolFault.Pipelining);
            return;
        }

        // The octets behind a BDAT must be read whatever is said of it; and whether XCLIENT is allowed comes before how it is written.
        SmtpReply? refusal = SmtpStates.Refusal(_state, command.Verb) ?? (command.Verb is SmtpVerb.Xclient ? null : command.Refusal);
        if (refusal is not null && command.Verb is not SmtpVerb.Bdat)
        {
            CountIfEmpty(command.Verb);
            Say(refusal);
            return;
        }

        switch (command.Verb)
        {
            case SmtpVerb.Mail:
                await MailAsync(command.Mail!);
                break;

            case SmtpVerb.Rcpt:
                await RcptAsync(command.Recipient);
                break;

            case SmtpVerb.Data:
                await DataAsync();
                break;

            case SmtpVerb.Bdat:
                await BdatAsync(command, refusal);
                break;

            case SmtpVerb.Ehlo or SmtpVerb.Helo:
                await HeloAsync(command.Helo!);
                break;

            case SmtpVerb.Rset:
                await EndTransactionAsync();
                CountIfEmpty(command.Verb);
                Say(EngineReplies.Ok);
                break;

            case SmtpVerb.StartTls:
                await StartTlsAsync();
                break;

            case SmtpVerb.Xclient:
                await XclientAsync(command);
                break;

            case SmtpVerb.Quit:
                Say(_settings.Closing);
                break;

            default:
                CountIfEmpty(command.Verb);
                Say(command.Verb switch
                {
                    SmtpVerb.Vrfy => EngineReplies.CannotVerify,
                    SmtpVerb.Help => EngineReplies.Help,
                    _ => EngineReplies.Ok,
                });
                break;
        }
    }

    /// <summary>Whether octets follow a command that must be the last of its group (RFC 2920 §3.1, RFC 5321 §4.1.1.4).</summary>
    /// <remarks>
    /// Judged before anything else, also of a command that is out of order: what follows a refused DATA might be a message, and its lines must
    /// not be taken for commands.
    /// </remarks>
    private bool IsAheadOfTurn(SmtpVerb verb) =>
        verb is SmtpVerb.Data or SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Xclient
        && _settings.Options.EnforcePipelining
        && _transport.Input.HasMore();

    private void CountIfEmpty(SmtpVerb verb)
    {
        if (verb is SmtpVerb.Noop or SmtpVerb.Rset or SmtpVerb.Vrfy or SmtpVerb.Help or SmtpVerb.Unknown)
        {
            _emptyCommands++;
        }
    }

    private void Say(SmtpReply reply)
    {
        _transport.Output.Write(reply.Octets.Span);
        AfterSaying(reply);
    }

    private void AfterSaying(SmtpReply reply)
    {
        _errors += reply.Code >= 500 ? 1 : 0;
        _ended |= reply.Closes;
        if (_log.IsEnabled(LogLevel.Debug))
        {
            _log.Said(_peer.SessionId, LoggedText.Of(reply));
        }
    }

    private void Fault(ProtocolFault fault) => Say(ReplyTo(fault));

    private SmtpReply ReplyTo(ProtocolFault fault)
    {
        _engine.Statistics.Faulted(fault);
        return _session.Fault(fault);
    }

    private void EndWith(ProtocolFault fault)
    {
        _ended = true;
        try
        {
            Fault(fault);
        }
        catch (Exception broken)
        {
            // Also when the session has lost its tongue the connection must end.
            _log.EndFailed(broken, _peer.SessionId);
        }
    }

    private void TurnAway(Admission admission)
    {
        _log.TurnedAway(_peer.SessionId, _peer.Client, admission);
        EndWith(FaultOf(admission));
    }

    private static ProtocolFault FaultOf(Admission admission) => admission switch
    {
        Admission.TooManySessionsOfClient => ProtocolFault.TooManySessionsOfClient,
        Admission.TooManySessionsOfNetwork => ProtocolFault.TooManySessionsOfNetwork,
        Admission.TooManySessions => ProtocolFault.TooManySessions,
        _ => ProtocolFault.Stopping,
    };

    private async ValueTask EndAsync()
    {
        try
        {
            await EndTransactionAsync();
        }
        catch (Exception fault)
        {
            _log.EndFailed(fault, _peer.SessionId);
        }

        try
        {
            await _session.DisposeAsync();
        }
        catch (Exception fault)
        {
            _log.EndFailed(fault, _peer.SessionId);
        }

        if (!_lost)
        {
            await FlushAsync();
            await CloseTlsAsync();
        }
    }
}
