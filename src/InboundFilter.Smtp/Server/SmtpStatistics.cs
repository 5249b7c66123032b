namespace InboundFilter.Smtp.Server;

/// <summary>What the server has done since the start. Counters only rise. Thread-safe.</summary>
internal sealed class SmtpStatistics
{
    private readonly long[] _faults = new long[Enum.GetValues<ProtocolFault>().Length];
    private readonly long[] _admissions = new long[Enum.GetValues<Admission>().Length];
    private long _tlsStarted;
    private long _tlsFailed;
    private long _messages;
    private long _messageOctets;

    /// <summary>TLS handshakes that succeeded.</summary>
    public long TlsStarted => Volatile.Read(ref _tlsStarted);

    public long TlsFailed => Volatile.Read(ref _tlsFailed);

    /// <summary>Messages received whole and handed to the session, whatever it then said.</summary>
    public long Messages => Volatile.Read(ref _messages);

    public long MessageOctets => Volatile.Read(ref _messageOctets);

    /// <summary>Connections by whether there was room for them.</summary>
    public long Connections(Admission admission) => Volatile.Read(ref _admissions[(int)admission]);

    /// <summary>Refusals of the engine by their reason.</summary>
    public long Faults(ProtocolFault fault) => Volatile.Read(ref _faults[(int)fault]);

    public void Connected(Admission admission) => Interlocked.Increment(ref _admissions[(int)admission]);

    public void Faulted(ProtocolFault fault) => Interlocked.Increment(ref _faults[(int)fault]);

    public void ShookHands(bool succeeded) => Interlocked.Increment(ref succeeded ? ref _tlsStarted : ref _tlsFailed);

    public void Received(long octets)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _messageOctets, octets);
    }
}
