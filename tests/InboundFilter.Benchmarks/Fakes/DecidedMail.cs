using InboundFilter.Policy;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>The decision on one mail that all shipped checks have judged, with all their verdicts.</summary>
internal static class DecidedMail
{
    public static async Task<DecisionRecord> OneAsync()
    {
        var filter = new FilterUnderTest();
        await using var message = new PooledMessageSpool(4_096, new SpoolMemory(TimeProvider.System), 0, Path.GetTempPath());
        await using var session = filter.Open();
        await session.ConnectAsync(default);
        await session.HeloAsync(new HeloCommand(KnownDns.ClientName, Extended: true), default);
        await session.MailAsync(new MailCommand(new MailPath("a", "sender.example.net"), null, BodyType.SevenBit, SmtpUtf8: false), default);
        await session.RcptAsync(new MailPath("user", "example.test"), default);
        await session.MessageAsync(message, default);
        return filter.Last!;
    }
}
