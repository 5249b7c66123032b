namespace InboundFilter.Smtp.Proxy;

/// <summary>Kept with a connection whose PROXY header was taken, for the engine.</summary>
/// <param name="SessionId">The id under which the header was logged.</param>
/// <param name="IsProxyItself">Nobody stands behind the proxy: it speaks for itself.</param>
internal sealed record ProxiedConnection(string SessionId, bool IsProxyItself);
