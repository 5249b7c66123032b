using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using InboundFilter.Smtp.Proxy;
using InboundFilter.Smtp.Server;
using Microsoft.AspNetCore.Connections;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>The client's end of a connection to <see cref="TestServer"/>.</summary>
/// <remarks>The pipes run the engine on the test's own thread, so that it waits for more when <see cref="Say(string)"/> returns.</remarks>
internal sealed class TestClient : IDuplexPipe
{
    private readonly Pipe _toServer = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));

    private readonly Pipe _toClient = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    private readonly DefaultConnectionContext _connection;

    public TestClient(TestServer server, IPEndPoint client, TlsCertificates? certificates, string early, bool proxyProtocol)
    {
        _connection = new DefaultConnectionContext("test", new DuplexPipe(_toServer.Reader, _toClient.Writer), this)
        {
            RemoteEndPoint = client,
            LocalEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.25"), 25),
        };

        Send(early);
        ConnectionDelegate talk = connection => server.Engine.RunAsync(connection, certificates);
        Run = RunAsync(proxyProtocol ? new ProxyProtocolMiddleware(server.Engine, talk).OnConnectedAsync : talk);
    }

    /// <summary>Completes when the engine has done with the connection.</summary>
    public Task Run { get; }

    public bool HasEnded => Run.IsCompleted;

    /// <summary>For a client that speaks TLS.</summary>
    public PipeReader Input => _toClient.Reader;

    public PipeWriter Output => _toServer.Writer;

    /// <summary>Sends, and gives all replies that came of it.</summary>
    public string Say(string text)
    {
        Send(text);
        return Replies();
    }

    /// <summary>Sends octet by octet or in given pieces, each of which arrives alone.</summary>
    public string SayInPieces(IEnumerable<byte[]> pieces)
    {
        foreach (byte[] piece in pieces)
        {
            Send(piece);
        }

        return Replies();
    }

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public void Send(byte[] octets)
    {
        if (octets.Length > 0)
        {
            _toServer.Writer.Write(octets);
            ValueTask<FlushResult> flushed = _toServer.Writer.FlushAsync();
            Assert.That(flushed.IsCompleted, Is.True);
        }
    }

    public void HangUp() => _toServer.Writer.Complete();

    /// <summary>Goes away as a connection that is reset does.</summary>
    public void Reset() => _toServer.Writer.Complete(new ConnectionResetException("reset by peer"));

    /// <summary>What the server has said since the last call.</summary>
    public string Replies()
    {
        if (!_toClient.Reader.TryRead(out ReadResult result))
        {
            return string.Empty;
        }

        string text = Encoding.Latin1.GetString(result.Buffer);
        _toClient.Reader.AdvanceTo(result.Buffer.End);
        return text;
    }

    private async Task RunAsync(ConnectionDelegate talk)
    {
        await talk(_connection);
        await _toServer.Reader.CompleteAsync();
        await _toClient.Writer.CompleteAsync();
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
