using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>A resolver that is silent, fails or lies while much mail comes: nobody is refused for it, and the books are right.</summary>
public sealed class ResolverTrouble
{
    private const int Header = 12;

    private readonly Random _chance = new(7);
    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;

    [SetUp]
    public void Make()
    {
        var clients = Enumerable.Range(1, ResolverProcess.Clients).Select(i => $"203.0.113.{i} PTR mx{i}.sender.test\nmx{i}.sender.test A 203.0.113.{i}");
        _dns = FakeDnsServer.Start($"sender.test MX 10 mx.sender.test\nsender.test TXT v=spf1 ip4:203.0.113.0/24 -all\nmx.sender.test A 203.0.113.1\n{string.Join('\n', clients)}");
        _setup = new FilterSetup { ["dns"] = "{timeout: 500ms}" }.JudgingEverybody();
    }

    [TearDown]
    public async Task Remove()
    {
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task A_resolver_that_cannot_be_relied_on_costs_time_and_no_mail()
    {
        _dns.Falsify = Falsified;
        await using var lives = await Lives.BeginAsync(_setup, "--dns", $"{_dns.Address}");
        var book = new LoadBook();
        await LoadGenerator.DuringAsync(FaultSetups.Judged(_setup.Port) with { Life = () => lives.Current }, book, async () =>
        {
            await book.MoreAsync(Told.Deferred, 1);
            await book.MoreTakenAsync(60);
            _dns.Falsify = static answer => answer;
            await book.MoreTakenAsync(20);
        });

        await lives.StopAsync();
        var balance = Accountant.Close(book, Arrival.OfMaildir(_setup.Folder["mail/example.test/user/new"]), lives.Told());
        await TestContext.Out.WriteLineAsync($"{balance}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(balance.Faults, Is.Empty);
            Assert.That(book.Attempts.Where(a => a.Told is Told.Refused), Is.Empty, "unknown is not guilty");
            Assert.That(balance.Twice, Is.Zero);
        }
    }

    /// <summary>Half of the answers are no answer, or not to what was asked, or no DNS at all.</summary>
    private byte[]? Falsified(byte[] answer)
    {
        lock (_chance)
        {
            switch (_chance.Next(12))
            {
                case 0:
                    return null;
                case 1:
                    answer[0] ^= 0xFF;                                   // another's id
                    return answer;
                case 2:
                    answer[Header + 1] ^= 0x01;                          // another question
                    return answer;
                case 3:
                    answer[2] &= 0x7F;                                   // a question and no answer
                    return answer;
                case 4:
                    return answer[..^_chance.Next(1, answer.Length)];    // cut off
                case 5:
                    _chance.NextBytes(answer.AsSpan(Header));            // anything behind the right id
                    return answer;
                default:
                    return answer;
            }
        }
    }
}
