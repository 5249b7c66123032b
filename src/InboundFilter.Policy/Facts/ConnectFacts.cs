using System.Net;
using InboundFilter.Smtp;

namespace InboundFilter.Policy.Facts;

/// <summary>What is known when a client connects. Immutable; facts of later stages extend it.</summary>
public record ConnectFacts(SmtpPeer Peer, PolicySnapshot Policy, SenderFacts Sender)
{
    public string SessionId => Peer.SessionId;

    public IPAddress ClientAddress => Peer.Client.Address;
}
