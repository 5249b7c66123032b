using System.Text;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Checks what one key of <c>scanners</c> alone cannot tell.</summary>
internal sealed class ScannerOptionsValidator(ProblemList problems, YamlBinder binder, ScannerOptions options)
{
    /// <summary>Longest path of a unix socket, in octets: sun_path of unix(7) without its NUL.</summary>
    private const int MaxSocketPath = 107;

    public void Validate()
    {
        if (options.Clamd is not { } clamd)
        {
            return;
        }

        if (clamd.Address is null == clamd.Socket is null)
        {
            // A value that could not be read is a problem of its own.
            if (clamd.Address is not null || !(binder.IsWritten(clamd, "address") || binder.IsWritten(clamd, "socket")))
            {
                string what = clamd.Address is null ? "has neither address nor socket" : "has both address and socket";
                problems.Fault(binder.Locate(options, "clamd"), $"scanners.clamd {what}", "write one of address: 127.0.0.1:3310 and socket: /run/clamav/clamd.ctl");
            }
        }
        else if (clamd.Socket is { } path && Encoding.UTF8.GetByteCount(path) > MaxSocketPath)
        {
            problems.Fault(binder.Locate(clamd, "socket"), $"scanners.clamd.socket: the path {Quoted.Of(path)} is longer than {MaxSocketPath} octets, which no socket can have", "move the socket to a folder with a shorter path");
        }
    }
}
