using System.Net;
using InboundFilter.Mail.Spf;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

/// <summary>One evaluation against a zone, with a sender at d.test unless a test names another.</summary>
internal static class SpfRun
{
    public static Task<SpfResult> Of(string zone, string client = "192.0.2.3", string from = "user@d.test", string helo = "mail.d.test") =>
        On(new ZoneDns(zone), client, from, helo);

    public static async Task<SpfResult> On(
        ZoneDns dns, string client = "192.0.2.3", string from = "user@d.test", string helo = "mail.d.test", SpfLimits? limits = null)
    {
        var evaluator = new SpfEvaluator(dns, new ManualTimeProvider()) { Limits = limits ?? SpfLimits.Default };
        return await evaluator.CheckMailFromAsync(IPAddress.Parse(client), from, helo, "mx.ours.test", CancellationToken.None);
    }
}
