using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Portal.Admin;

/// <summary>The portal with an administrator signed in and a decision in its ledger.</summary>
internal static class AdminLab
{
    /// <summary>A sender who writes markup wherever he can.</summary>
    public static StoredDecision Hostile { get; } = Sample.Decision() with
    {
        Helo = "<script>alert('helo')</script>",
        ReverseName = "<img src=x onerror=alert(1)>.example",
        MailFrom = "\"><svg onload=alert(2)>@evil.example",
        From = "<b>@evil.example",
        Recipients = ["</title><script>@example.test"],
        MessageId = "<!--@evil",
        Evidence = "TXT said \"</pre><script>alert(3)</script>\"\u202E",
        Reply = "550 5.7.1 </pre><script>alert(4)</script>",
        Verdicts = [Sample.Decision().Verdicts[1] with { Evidence = "</td><script>alert(5)</script>" }],
    };

    public static async Task<PortalLab> StartAsync(Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? configure = null)
    {
        var lab = await PortalLab.StartAsync(configure: configure);
        await lab.SignInAsync();
        return lab;
    }

    /// <summary>What administrators did, but for signing in.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> DoneAsync(this PortalLab lab) =>
        [.. (await lab.Ledger.Audit.SearchAsync(null, 100, CancellationToken.None)).Where(e => !e.Action.StartsWith("sign", StringComparison.Ordinal))];

    public static Task KnowAsync(this PortalLab lab, params StoredDecision[] decisions) => lab.Ledger.AppendAsync(decisions, CancellationToken.None);
}
