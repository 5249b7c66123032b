using System.Diagnostics;
using System.Runtime.InteropServices;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>Signals of POSIX, by their Linux numbers.</summary>
internal static class Signal
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>SIGHUP: read the configuration again.</summary>
    public static void SendHangUp(this Process process) => Send(process.Id, HangUp);

    /// <summary>SIGINT: Ctrl-C.</summary>
    public static void SendInterrupt(this Process process) => Send(process.Id, Interrupt);

    /// <summary>SIGTERM: end in order.</summary>
    public static void SendTerminate(this Process process) => Send(process.Id, Terminate);

    /// <summary>SIGSTOP to all of them: nothing moves, connections stay open.</summary>
    public static void Freeze(IEnumerable<int> processes) => SendToAll(processes, Stop);

    /// <summary>SIGCONT to all of them.</summary>
    public static void Thaw(IEnumerable<int> processes) => SendToAll(processes, Continue);

    /// <summary>SIGKILL to all of them.</summary>
    public static void KillAll(IEnumerable<int> processes) => SendToAll(processes, Kill);

    private static void SendToAll(IEnumerable<int> processes, int signal)
    {
        foreach (int process in processes)
        {
            Send(process, signal);
        }
    }

    private static void Send(int process, int signal) => _ = NativeKill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);
}
