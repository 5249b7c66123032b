using InboundFilter.EndToEnd.External;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>What several tests of faults begin and end with.</summary>
internal static class FaultSetups
{
    /// <summary>A Postfix that keeps mail for user@example.test.</summary>
    public static PostfixInstance Postfix(string settings = "") => new($$"""
        virtual_mailbox_domains = example.test
        virtual_mailbox_maps = inline:{user@example.test=user/}
        virtual_mailbox_base = {folder}/mail
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        local_header_rewrite_clients =
        smtpd_client_connection_count_limit = 0
        in_flow_delay = 0
        queue_run_delay = 1s
        minimal_backoff_time = 1s
        {{settings}}
        """);

    /// <summary>Clients that are judged, and pass when DNS says what it should.</summary>
    public static LoadPlan Judged(int port) => new()
    {
        Port = port,
        Address = static chance => $"203.0.113.{chance.Next(1, ResolverProcess.Clients + 1)}",
    };

    /// <summary>Waits until Postfix has put all it holds into the mailbox.</summary>
    public static Task EmptiedAsync(PostfixInstance postfix) => Eventually.UntilAsync(
        () => new[] { "incoming", "active", "deferred" }.Sum(q => Count(postfix.Folder[$"queue/{q}"])) == 0, $"Postfix has delivered its queue; {postfix.Log}");

    /// <summary>A queue file that may not be executed is one that was not finished, so nobody was told that it is there.</summary>
    private static int Count(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(IsFinished);

    private static bool IsFinished(string file)
    {
        try
        {
            return File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
