using System.Net;

namespace InboundFilter.Dns;

/// <summary>How one of the servers that we ask is.</summary>
/// <param name="Server">Address and port.</param>
/// <param name="IsResting">It has not answered lately and is asked last.</param>
public sealed record DnsServerState(IPEndPoint Server, bool IsResting);
