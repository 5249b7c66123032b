using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.Smtp.Relay.Wire;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace InboundFilter.Smtp.Relay;

/// <summary>Makes connections: the hosts in order, each behind a circuit breaker, so that a dead one is not dialled for each mail.</summary>
internal sealed class RelayDialer
{
    private static readonly object Reached = true;
    private static readonly object Missed = false;

    private readonly RelayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RelayCounters _counters;
    private readonly X509Certificate2Collection? _authorities;
    private readonly ResiliencePipeline _nextHost;
    private readonly ResiliencePipeline[] _breakers;
    private readonly CircuitBreakerStateProvider[] _breakerStates;
    private volatile object? _lastDial;

    public RelayDialer(RelayOptions options, TimeProvider time, ILogger log, RelayCounters counters)
    {
        _options = options;
        _time = time;
        _log = log;
        _counters = counters;
        _breakerStates = [.. options.Hosts.Select(_ => new CircuitBreakerStateProvider())];
        _breakers = [.. options.Hosts.Zip(_breakerStates, Breaker)];
        _nextHost = NextHost(options.Hosts.Count);

        if (options.TlsAuthorityFile is { } file)
        {
            _authorities = [];
            _authorities.ImportFromPemFile(file);
        }
    }

    /// <summary>Hosts that are not dialled at present, because they failed.</summary>
    public int BreakersOpen => _breakerStates.Count(s => s.CircuitState is CircuitState.Open or CircuitState.Isolated);

    /// <summary>Whether the last dial found a host; null before the first.</summary>
    public bool? IsReachable => _lastDial as bool?;

    /// <summary>Connects to the first host that is ready for MAIL.</summary>
    /// <exception cref="RelayException">No host is; the message names each with its reason.</exception>
    public async ValueTask<RelayConnection> DialAsync(CancellationToken cancellation)
    {
        var round = new Round(this);
        try
        {
            var connection = await _nextHost.ExecuteAsync(static (round, token) => round.TryNextAsync(token), round, cancellation);
            _lastDial = Reached;
            return connection;
        }
        catch (RelayException)
        {
            _lastDial = Missed;
            throw new RelayException(string.Join("; ", round.Reasons));
        }
    }

    private static ResiliencePipeline NextHost(int hosts)
    {
        // One attempt for each host. Polly has no retry of zero times.
        return hosts == 1 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = hosts - 1,
                Delay = TimeSpan.Zero,
                ShouldHandle = new PredicateBuilder().Handle<RelayException>(),
            })
            .Build();
    }

    private ResiliencePipeline Breaker(RelayHost host, CircuitBreakerStateProvider state) => new ResiliencePipelineBuilder { TimeProvider = _time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = _options.BreakerFailures,
            SamplingDuration = _options.BreakerSampling,
            BreakDuration = _options.BreakDuration,
            StateProvider = state,
            ShouldHandle = new PredicateBuilder().Handle<RelayException>(),
            OnOpened = _ =>
            {
                _counters.BreakerOpened();
                _log.BreakerOpened(_options.Name, host, _options.BreakDuration);
                return default;
            },
            OnClosed = _ =>
            {
                _log.BreakerClosed(_options.Name, host);
                return default;
            },
        })
        .Build();

    private async ValueTask<RelayConnection> OpenAsync(RelayHost host, CancellationToken cancellation)
    {
        try
        {
            return await OpenAsync(host, _options.Tls, cancellation);
        }
        catch (RelayException fault) when (fault.IsTlsFault && _options.Tls is RelayTls.Opportunistic && !cancellation.IsCancellationRequested)
        {
            _log.TlsGivenUp(_options.Name, fault.Message);
            return await OpenAsync(host, RelayTls.Off, cancellation);
        }
    }

    private async ValueTask<RelayConnection> OpenAsync(RelayHost host, RelayTls tls, CancellationToken cancellation)
    {
        RelayTransport? transport = null;
        try
        {
            transport = await ConnectAsync(host, cancellation);
            using var abort = cancellation.UnsafeRegister(static transport => ((RelayTransport)transport!).Abort(), transport);

            var offers = await new RelayHandshake(transport, host, _options, _log).RunAsync(tls, TlsOptions(host));
            transport.Disarm();
            _counters.Dialled();
            return new RelayConnection(host, transport, offers, _options, _log);
        }
        catch (RelayException)
        {
            await (transport?.DisposeAsync() ?? default);

            // A dial that its client gave up says nothing about the host.
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    private async ValueTask<RelayTransport> ConnectAsync(RelayHost host, CancellationToken cancellation)
    {
        // Made with a time, so that the source takes its timer from the time provider; from then on it is the connection's deadline.
        var deadline = new CancellationTokenSource(_options.ConnectTimeout, _time);
        var socket = host.Address is { } address
            ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var abort = cancellation.UnsafeRegister(static deadline => ((CancellationTokenSource)deadline!).Cancel(), deadline);
            socket.NoDelay = true;
            await (host.Address is { } known
                ? socket.ConnectAsync(known, host.Port, deadline.Token)
                : socket.ConnectAsync(host.Name, host.Port, deadline.Token));
            return new RelayTransport(host, socket, deadline);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            deadline.Dispose();
            throw new RelayException(
                $"{host} {(fault is SocketException ? "cannot be reached: " + fault.Message : "did not accept the connection in time")}", fault);
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "Opportunistic TLS keeps out those who only listen; it takes any certificate rather than going in clear.")]
    private SslClientAuthenticationOptions TlsOptions(RelayHost host)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = host.Name };
        if (_options.Tls is not RelayTls.Required)
        {
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (_authorities is not null)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(_authorities);
        }

        return tls;
    }

    /// <summary>One search for a host that works.</summary>
    private sealed class Round(RelayDialer dialer)
    {
        private int _next;

        public List<string> Reasons { get; } = [];

        public async ValueTask<RelayConnection> TryNextAsync(CancellationToken cancellation)
        {
            int index = _next++;
            var host = dialer._options.Hosts[index];
            try
            {
                return await dialer._breakers[index].ExecuteAsync(
                    static (search, token) => search.dialer.OpenAsync(search.host, token), (dialer, host), cancellation);
            }
            catch (BrokenCircuitException open)
            {
                dialer._counters.DialSpared();
                Reasons.Add($"{host} failed before and is left alone for now");
                throw new RelayException(open.Message, open);
            }
            catch (RelayException fault)
            {
                dialer._counters.DialFailed();
                dialer._log.DialFailed(dialer._options.Name, fault.Message);
                Reasons.Add(fault.Message);
                throw;
            }
        }
    }
}
