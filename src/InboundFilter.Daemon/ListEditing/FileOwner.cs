using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>Owner and group of a file on Linux, for a file that takes the place of another. Elsewhere unknown.</summary>
internal static class FileOwner
{
    // statx(2) has one layout on all architectures, unlike stat(2).
    private const int CurrentFolder = -100;
    private const uint WantsOwner = 0x08 | 0x10;
    private const int StatxOctets = 256, UserAt = 20, GroupAt = 24;

    /// <summary>Gives <paramref name="to"/> the owner and group of <paramref name="from"/>. False when that is not permitted.</summary>
    public static bool TryCopy(string from, string to)
    {
        try
        {
            return Of(from) is not { } wanted || Of(to) == wanted || Libc.Change(to, wanted.User, wanted.Group) == 0;
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Null when it cannot be known.</summary>
    public static (uint User, uint Group)? Of(string path)
    {
        byte[] status = new byte[StatxOctets];
        return OperatingSystem.IsLinux() && Libc.Statx(CurrentFolder, path, 0, WantsOwner, status) == 0
            ? (Number(status, UserAt), Number(status, GroupAt))
            : null;
    }

    private static uint Number(byte[] octets, int at) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(at));

    private static class Libc
    {
        [DllImport("libc", EntryPoint = "statx", SetLastError = true, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);

        [DllImport("libc", EntryPoint = "chown", SetLastError = true, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int Change([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
    }
}
