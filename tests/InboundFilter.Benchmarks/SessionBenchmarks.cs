using BenchmarkDotNet.Attributes;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Benchmarks;

/// <summary>What judging one mail costs, without network, log and message; and of that, weighing its verdicts.</summary>
[MemoryDiagnoser]
public class SessionBenchmarks
{
    private static readonly HeloCommand Helo = new(KnownDns.ClientName, Extended: true);
    private static readonly MailCommand Mail = new(new MailPath("a", "sender.example.net"), null, BodyType.SevenBit, SmtpUtf8: false);
    private static readonly MailPath Recipient = new("user", "example.test");

    private readonly FilterUnderTest _filter = new();
    private readonly PooledMessageSpool _message = new(4_096, new SpoolMemory(TimeProvider.System), 0, Path.GetTempPath());

    [GlobalSetup]
    public async Task Judge()
    {
        if (await OneMail() != 250)
        {
            throw new InvalidOperationException("The clean mail is not taken.");
        }
    }

    [Benchmark]
    public async Task<int> OneMail()
    {
        await using var session = _filter.Open();
        await session.ConnectAsync(default);
        await session.HeloAsync(Helo, default);
        await session.MailAsync(Mail, default);
        await session.RcptAsync(Recipient, default);
        return (await session.MessageAsync(_message, default)).Code;
    }

    [Benchmark]
    public Disposition Decide() => Decision.From(_filter.Last!.Results, _filter.Last.Rules).Disposition;
}
