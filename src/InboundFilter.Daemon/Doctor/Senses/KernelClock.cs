using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>The clock of a Linux kernel, by adjtimex(2). Elsewhere, and where that is forbidden, nothing is known.</summary>
internal sealed class KernelClock : IClock
{
    // struct timex of a 64-bit system: modes, offset, freq, maxerror, esterror, status. With modes 0 it is only read.
    private const int TimexOctets = 256, StatusAt = 40;
    private const int Unsynchronised = 0x0040;

    public bool? IsKept
    {
        get
        {
            if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            {
                return null;
            }

            try
            {
                byte[] state = new byte[TimexOctets];
                return Libc.Adjust(state) < 0 ? null : (Status(state) & Unsynchronised) == 0;
            }
            catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
            {
                return null;
            }
        }
    }

    private static int Status(byte[] state) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(state.AsSpan(StatusAt)) : BinaryPrimitives.ReadInt32BigEndian(state.AsSpan(StatusAt));

    private static class Libc
    {
        [DllImport("libc", EntryPoint = "adjtimex", SetLastError = true, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int Adjust([In, Out] byte[] state);
    }
}
