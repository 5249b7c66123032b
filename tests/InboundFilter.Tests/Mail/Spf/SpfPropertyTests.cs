using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Mail;

namespace InboundFilter.Tests.Mail.Spf;

public sealed class SpfPropertyTests
{
    private static readonly string[] Pieces =
    [
        "a", "mx", "ptr", "all", "include:", "exists:", "ip4:", "ip6:", "redirect=", "exp=", "x=", "/24", "//64", "/", "%{", "}", "%{d}", "%{p}", "%{l1r-}",
        "%{S}", "%%", "%_", "d.test", "x.test", ".", "-", "~", "?", "+", " ", " ", " ", "192.0.2.3", "::1", "\u0001", "\u00ff", "é", "2", "r",
    ];

    [Test]
    public void Any_record_sender_and_helo_get_a_result() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        string zone = $"d.test TXT v=spf1 {Text(random)}\nx.test TXT v=spf1 {Text(random)}\nd.test TXT {Text(random)}\n192.0.2.3 PTR d.test\nd.test A 192.0.2.3";
        string from = random.Next(2) == 0 ? Text(random) + "@d.test" : Text(random);
        var result = SpfRun.Of(zone, from: from, helo: Text(random)).GetAwaiter().GetResult();

        return result.Lookups <= 10
            && result.Result is not AuthResult.Policy
            && (result.Explanation is null || (result.Result is AuthResult.Fail && !result.Explanation.AsSpan().ContainsAnyExceptInRange(' ', '~')))
            && result.Result is AuthResult.None or AuthResult.PermError or AuthResult.TempError == result.Reason is not null;
    }).QuickCheckThrowOnFailure();

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
