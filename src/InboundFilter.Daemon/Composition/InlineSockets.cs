namespace InboundFilter.Daemon.Composition;

/// <summary>Lets what waits for a socket go on where the socket's news comes in, as many such threads as processors, without a detour over the thread pool.</summary>
/// <remarks>
/// It saves a good part of the work of a short session. In return nothing that waits for a socket may block or compute for long afterwards: pages for
/// browsers and long messages change to the thread pool first, and files and databases are written there anyway.
/// </remarks>
internal static class InlineSockets
{
    /// <summary>The runtime's own switch; an administrator who sets it to 0 is heeded.</summary>
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>To be called before the first socket is opened.</summary>
    public static void Use()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
