using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using InboundFilter.Fuzz.Fakes;
using InboundFilter.Smtp.Server;
using Microsoft.AspNetCore.Connections;

namespace InboundFilter.Fuzz.Targets.Sessions;

/// <summary>The client's end of a connection to an engine that runs on this thread: when <see cref="Say"/> returns, it waits for more.</summary>
internal sealed class Dialogue : IDuplexPipe, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Pipe _toServer = NewPipe();
    private readonly Pipe _toClient = NewPipe();
    private readonly Task _run;

    public Dialogue(SmtpEngine engine)
    {
        var connection = new DefaultConnectionContext("fuzz", new ServerEnd(_toServer.Reader, _toClient.Writer), this)
        {
            RemoteEndPoint = FuzzFilter.Client,
            LocalEndPoint = FuzzFilter.Server,
        };
        _run = RunAsync(engine, connection);
    }

    public bool HasEnded => _run.IsCompleted;

    PipeReader IDuplexPipe.Input => _toClient.Reader;

    PipeWriter IDuplexPipe.Output => _toServer.Writer;

    /// <summary>Sends, and gives what is said to it; text has one char per octet.</summary>
    public string Say(ReadOnlySpan<byte> octets)
    {
        if (!HasEnded && octets.Length > 0)
        {
            _toServer.Writer.Write(octets);
            var flushed = _toServer.Writer.FlushAsync();
            Invariant.That(flushed.IsCompleted, "the engine takes what it is sent at once");
        }

        return Replies();
    }

    /// <summary>Leaves; the session must end of it.</summary>
    public string HangUp()
    {
        _toServer.Writer.Complete();
        Invariant.That(_run.Wait(Patience), "a session ends when the client leaves");
        return Replies();
    }

    /// <summary>Leaves without looking back, so that what went wrong here does not count against the next.</summary>
    public void Dispose() => _toServer.Writer.Complete();

    public string Replies()
    {
        if (!_toClient.Reader.TryRead(out var result))
        {
            return string.Empty;
        }

        string text = Encoding.Latin1.GetString(result.Buffer);
        _toClient.Reader.AdvanceTo(result.Buffer.End);
        return text;
    }

    private static Pipe NewPipe() =>
        new(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));

    private async Task RunAsync(SmtpEngine engine, ConnectionContext connection)
    {
        await engine.RunAsync(connection, certificates: null);
        await _toServer.Reader.CompleteAsync();
    }

    private sealed record ServerEnd(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
