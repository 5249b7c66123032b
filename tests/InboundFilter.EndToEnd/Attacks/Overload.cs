using System.Globalization;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>A thousand clients at once and a resolver that answers some of the questions: nobody who is listed gets in because nobody could say so.</summary>
public sealed class Overload
{
    private const int Clients = 1_000;


    /// <summary>Doubts about names are ignored, and nobody but the blocklist has anything against the clients, so that its answer alone can keep them out.</summary>
    [TestCase(2, TestName = "Half of the answers are lost")]
    [TestCase(10, TestName = "Nine of ten answers are lost")]
    public async Task Lists_go_on_counting_when_answers_are_lost(int oneIn)
    {
        int asked = 0;
        await using var filter = await AttackedFilter.StartAsync(
            $"{{sessions-per-client: {2 * Clients}}}",
            Listed,
            setup =>
            {
                setup.Policy = "order: [{E.1: {action: enforce, undecided: ignore}}]";
                setup.Dnsbl = "lists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2-11\": 1}, timeout: 1s}]";
            },
            honest => new LyingResolver(honest, (name, _) => name.EndsWith(".11.bl.test", StringComparison.Ordinal) && Interlocked.Increment(ref asked) % oneIn != 0 ? LyingResolver.Lie.Silence : null));
        await filter.NormalClientIsServedAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, Clients).Select(n => AskAsync(filter, n)));

        Assert.That(replies.GroupBy(r => r).Where(r => r.Key is not ("550 D.1" or "451 D.1")).Select(r => $"{r.Count()} times {r.Key}"), Is.Empty, "all are listed");
        Assert.That(replies.Count(r => r == "550 D.1"), Is.GreaterThan(0), "some answers came");
        Assert.That(replies.Count(r => r == "451 D.1"), Is.GreaterThan(0), "some were lost");
        await filter.NormalClientIsServedAsync();
    }

    /// <summary>Everybody in 11.0.0.0/22 has a name and is listed.</summary>
    private static string Listed { get; } = string.Join('\n', Enumerable.Range(0, Clients).Select(n => string.Create(
        CultureInfo.InvariantCulture, $"{Address(n)} PTR c{n}.good.test\nc{n}.good.test A {Address(n)}\n{Address(n)}@bl.test A 127.0.0.2")));

    private static string Address(int n) => string.Create(CultureInfo.InvariantCulture, $"11.0.{n / 250}.{1 + (n % 250)}");

    private static async Task<string> AskAsync(AttackedFilter filter, int n)
    {
        await using var client = await SmtpClient.ConnectAsync(filter.Process.Port);
        var reply = await client.BeginMailAsync(Address(n), AttackedFilter.GoodHost, "a@good.test", "user@example.test");
        return $"{reply.Code} {reply.TroubleshootingCode}";
    }
}
