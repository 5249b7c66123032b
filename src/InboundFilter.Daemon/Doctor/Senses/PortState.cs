namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>Whether we can listen on an address.</summary>
internal enum PortState
{
    /// <summary>We can.</summary>
    Free,

    /// <summary>Our own daemon listens there, or systemd does for it.</summary>
    Ours,

    /// <summary>Another program listens there.</summary>
    Taken,

    /// <summary>The user may not listen on so low a port.</summary>
    NotPermitted,

    /// <summary>This machine does not have the address, or the address family.</summary>
    NotHere,
}
