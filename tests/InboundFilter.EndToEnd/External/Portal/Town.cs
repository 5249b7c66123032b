namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>The small Internet of these tests: a good mail server, one that an open door made send spam, a consumer line.</summary>
internal static class Town
{
    public const string Good = "203.0.113.7";
    public const string GoodHost = "mx.good.test";
    public const string Struck = "203.0.113.9";
    public const string StruckHost = "mail.struck.test";
    public const string Line = "203.0.113.60";
    public const string LineHost = "203-0-113-60.dyn.isp.test";
    public const string Sender = "a@sender.test";

    public const string Zone = $"""
        sender.test   MX  10 mx.good.test
        {Good}        PTR {GoodHost}
        {GoodHost}    A   {Good}
        {Struck}      PTR {StruckHost}
        {StruckHost}  A   {Struck}
        {Line}        PTR {LineHost}
        {LineHost}    A   {Line}
        """;
}
