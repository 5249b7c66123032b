using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;

namespace InboundFilter.Smtp.Server;

/// <summary>The way to the client and back: the pipes of the connection, and after STARTTLS those of TLS on top of them.</summary>
internal sealed class SmtpTransport(IDuplexPipe pipe) : IAsyncDisposable
{
    /// <summary>A TLS record holds at most this much (RFC 8446 §5.1).</summary>
    private const int TlsRecordOctets = 16 << 10;

    private readonly SmtpInput _plainInput = new(pipe.Input);
    private readonly SmtpOutput _plainOutput = new(pipe.Output);
    private SmtpInput? _tlsInput;
    private SmtpOutput? _tlsOutput;
    private SslStream? _tls;
    private PipeReader? _tlsReader;
    private PipeWriter? _tlsWriter;

    public SmtpInput Input => Volatile.Read(ref _tlsInput) ?? _plainInput;

    public SmtpOutput Output => Volatile.Read(ref _tlsOutput) ?? _plainOutput;

    public bool IsEncrypted => _tls is not null;

    /// <summary>Hands the connection to TLS. What was read before must have been used or thrown away.</summary>
    /// <returns>Protocol and cipher, or null with the reason when the handshake failed.</returns>
    public async ValueTask<TlsHandshake> StartTlsAsync(SslServerAuthenticationOptions options, CancellationToken cancellation)
    {
        _plainInput.Release();
        var tls = new SslStream(new DuplexPipeStream(pipe), leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsServerAsync(options, cancellation);
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            await tls.DisposeAsync();
            return new TlsHandshake(null, (failed.InnerException ?? failed).Message);
        }

        _tls = tls;
        _tlsReader = PipeReader.Create(tls, new StreamPipeReaderOptions(bufferSize: TlsRecordOctets, leaveOpen: true, useZeroByteReads: true));
        _tlsWriter = PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true));
        Volatile.Write(ref _tlsInput, new SmtpInput(_tlsReader));
        Volatile.Write(ref _tlsOutput, new SmtpOutput(_tlsWriter));
        return new TlsHandshake($"{NameOf(tls.SslProtocol)} {tls.NegotiatedCipherSuite}", null);
    }

    /// <summary>Tells the client that TLS ends (RFC 8446 §6.1), so that it does not take the end for a cut.</summary>
    public async ValueTask CloseTlsAsync()
    {
        if (_tls is not null)
        {
            try
            {
                await _tls.ShutdownAsync();
            }
            catch (Exception lost) when (lost is IOException or OperationCanceledException or InvalidOperationException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Input.Release();
        if (_tls is not null)
        {
            await _tlsReader!.CompleteAsync();
            await _tls.DisposeAsync();
        }
    }

    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLSv1.2",
        SslProtocols.Tls13 => "TLSv1.3",
        _ => protocol.ToString(),
    };
}
