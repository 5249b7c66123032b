using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Daemon.Output;

/// <summary>The words of the command line's contract for the values of the policy (DESIGN §12).</summary>
internal static class Words
{
    public static string Of(Stage stage) => stage switch
    {
        Stage.Connect => "connect",
        Stage.Helo => "helo",
        Stage.MailFrom => "mail_from",
        Stage.RcptTo => "rcpt_to",
        _ => "data",
    };

    public static string Of(Disposition disposition) => disposition switch
    {
        Disposition.Accept => "accept",
        Disposition.Mark => "mark",
        Disposition.Defer => "defer",
        _ => "refuse",
    };

    public static string Of(Finding finding) => finding switch
    {
        Finding.Clear => "clear",
        Finding.NotApplicable => "not_applicable",
        Finding.Objection => "objection",
        Finding.Undecided => "undecided",
        _ => "vouched",
    };

    public static string Of(Enforcement enforcement) => enforcement switch
    {
        Enforcement.Enforce => "enforce",
        Enforcement.Mark => "mark",
        Enforcement.Observe => "observe",
        _ => "off",
    };

    public static string Of(Fcrdns confirmation) => confirmation switch
    {
        Fcrdns.Pass => "pass",
        Fcrdns.Fail => "fail",
        Fcrdns.None => "none",
        _ => "unavailable",
    };

    public static string Of(DnsblState state) => state switch
    {
        DnsblState.Healthy => "healthy",
        DnsblState.Suspended => "suspended",
        DnsblState.Blocked => "blocked",
        _ => "unprobed",
    };
}
