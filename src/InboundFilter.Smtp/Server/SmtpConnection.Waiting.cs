using System.Runtime.CompilerServices;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Smtp.Server;

/// <content>All waiting for the client, and what ends a wait.</content>
internal sealed partial class SmtpConnection
{
    /// <summary>Octets of an overlong line that are skipped before the connection ends.</summary>
    private const int MaxSkippedOctets = 64 << 10;

    private bool _lost;
    private bool _commandAwaited;
    private long _commandDue;
    private volatile bool _timedOut;
    private volatile bool _flushing;

    /// <summary>The client has been waited for long enough. From another thread.</summary>
    public void TimeOut()
    {
        _timedOut = true;
        Interfere(static session =>
        {
            if (session._flushing)
            {
                session._transport.Output.CancelPendingFlush();
            }
            else
            {
                session._transport.Input.CancelPendingRead();
            }
        });
    }

    /// <summary>Makes the session see that the server stops. From another thread.</summary>
    public void Wake() => Interfere(static session => session._transport.Input.CancelPendingRead());

    /// <summary>Ends the connection without a word, also one that waits for the session. From another thread.</summary>
    public void Abort() => Interfere(static session =>
    {
        session._abort.Cancel();
        session._connection.Abort();
    });

    /// <summary>Acts on a session that may end, on its own thread, in this very moment.</summary>
    private void Interfere(Action<SmtpConnection> act)
    {
        try
        {
            act(this);
        }
        catch (ObjectDisposedException)
        {
            // It has ended, which is what was wanted.
        }
    }

    /// <summary>Sends what has been replied, and waits for more of a command. The time runs for the command, not for each octet.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitForCommandAsync()
    {
        if (!await FlushAsync())
        {
            return;
        }

        if (!_commandAwaited)
        {
            _commandAwaited = true;
            _commandDue = Deadline.Within(_limits.CommandTimeout);
        }
        else
        {
            Deadline.Until(_commandDue);
        }

        await WaitAsync();
    }

    /// <summary>Waits for octets; the deadline has been set. False when the connection is to end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WaitAsync()
    {
        while (!EndsByInterruption())
        {
            ReadOutcome outcome = await _transport.Input.ReadMoreAsync();
            if (outcome is ReadOutcome.More)
            {
                Deadline.Clear();
                return true;
            }

            if (outcome is ReadOutcome.Ended)
            {
                _log.ClientGone(_peer.SessionId);
                _ended = true;
                break;
            }
        }

        Deadline.Clear();
        return false;
    }

    /// <summary>Keeps the greeting back for a while, to see whether the client waits for it. Costs nothing when no delay is configured.</summary>
    /// <returns>True when the client spoke; false when it did not, also because the connection is to end.</returns>
    private async ValueTask<bool> SpeaksWithinDelayAsync()
    {
        if (_limits.GreetingDelay <= TimeSpan.Zero)
        {
            return false;
        }

        Deadline.Within(_limits.GreetingDelay);
        ReadOutcome outcome;
        do
        {
            outcome = await _transport.Input.ReadMoreAsync();
        }
        while (outcome is ReadOutcome.Interrupted && !_timedOut && !EndsByInterruption());

        Deadline.Clear();
        _timedOut = false;
        if (outcome is ReadOutcome.Ended)
        {
            _log.ClientGone(_peer.SessionId);
            _ended = true;
        }

        return outcome is ReadOutcome.More;
    }

    /// <summary>Lets a client that has made many errors wait for its reply, longer after each. Costs nothing before.</summary>
    private async ValueTask PauseAfterErrorAsync()
    {
        int beyond = _errors - (_limits.MaxErrors / 2);
        TimeSpan pause = beyond * _limits.ErrorDelay;
        if (beyond > 0 && pause > TimeSpan.Zero && !_ended)
        {
            await Task.Delay(pause < SmtpLimits.MaxErrorPause ? pause : SmtpLimits.MaxErrorPause, _engine.Time, _abort.Token);
        }
    }

    private bool EndsByInterruption()
    {
        if (_abort.IsCancellationRequested)
        {
            _ended = true;
            _lost = true;
        }
        else if (_timedOut)
        {
            _timedOut = false;
            EndWith(ProtocolFault.Timeout);
        }
        else if (_engine.Registry.IsStopping && !InTransaction)
        {
            EndWith(ProtocolFault.Stopping);
        }

        return _ended;
    }

    private async ValueTask SkipLineAsync()
    {
        for (long skipped = 0; !_ended && skipped <= MaxSkippedOctets;)
        {
            long before = _transport.Input.Unread.Length;
            LineStatus status = SmtpLine.TrySkip(ref _transport.Input.Unread);
            skipped += before - _transport.Input.Unread.Length;
            if (status is LineStatus.Complete)
            {
                return;
            }

            if (status is LineStatus.BareControl)
            {
                EndWith(ProtocolFault.BareLineEndInCommand);
                return;
            }

            await WaitForCommandAsync();
        }

        _ended = true;
    }

    /// <returns>False when the client is gone or does not read; then the connection is cut.</returns>
    private async ValueTask<bool> FlushAsync()
    {
        if (_transport.Output.IsEmpty)
        {
            return !_lost;
        }

        Deadline.Within(_limits.CommandTimeout);
        _flushing = true;
        bool sent = await _transport.Output.FlushAsync();
        _flushing = false;
        Deadline.Clear();
        WarnIfUnheard(!sent);
        _unheardReplies = 0;
        if (!sent)
        {
            _log.ClientGone(_peer.SessionId);
            _lost = true;
            _ended = true;
            _connection.Abort();
        }

        return sent;
    }

    private async ValueTask CloseTlsAsync()
    {
        Deadline.Within(_limits.CommandTimeout);
        _flushing = true;
        await _transport.CloseTlsAsync();
        _flushing = false;
        Deadline.Clear();
    }
}
