namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>How long sending a message may take, and when it stops.</summary>
/// <param name="BlockTimeout">Longest wait for the server to take one block.</param>
/// <param name="Stop">
/// The server's reply, read at the same time: when it is there before everything is sent, sending stops for good. Null when nobody listens.
/// </param>
internal readonly record struct SendPace(TimeSpan BlockTimeout, Task? Stop);
