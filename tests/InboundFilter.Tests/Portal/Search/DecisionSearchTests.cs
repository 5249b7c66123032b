using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Search;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace InboundFilter.Tests.Portal.Search;

public sealed class DecisionSearchTests
{
    [Test]
    public void All_fields_are_read_as_the_command_reads_its_options()
    {
        var search = Read("?since=2h&until=2026-11-22T11:30:00Z&ip=192.0.2.0/24&as=AS64500&isp=Shop.Example.&country=dk&helo=MX&from=<a@b.example>&to=@example.test&code=e.2&decision=refuse&message-id=<1@x>&other=1");

        Assert.That(search.Query, Is.EqualTo(new DecisionQuery
        {
            From = Given.Now.AddHours(-2),
            To = Given.Now.AddMinutes(-30),
            Network = System.Net.IPNetwork.Parse("192.0.2.0/24"),
            AsNumber = 64500,
            IspDomain = "shop.example",
            Country = "DK",
            Helo = "MX",
            Sender = "a@b.example",
            Recipient = "@example.test",
            Code = "E.2",
            Disposition = Disposition.Refuse,
            MessageId = "1@x",
        }));
        Assert.That((search.IsWrong, search.IsEmpty), Is.EqualTo((false, false)));
    }

    [TestCase("since", "yesterday")]
    [TestCase("until", "x")]
    [TestCase("ip", "192.0.2.7/24")]
    [TestCase("as", "x")]
    [TestCase("decision", "maybe")]
    [TestCase("ref", "x")]
    public void What_cannot_be_read_has_a_problem_at_its_field_and_stays_written(string field, string text)
    {
        var search = Read($"?{field}={Uri.EscapeDataString(text)}&country=DK");

        Assert.That(SearchField.All.Where(f => search.ProblemOf(f.Name) is not null).Select(f => f.Name), Is.EqualTo(new[] { field }));
        Assert.That((search.IsWrong, search[field]), Is.EqualTo((true, text)));
    }

    [Test]
    public void Nothing_written_wants_everything()
    {
        var search = Read("?since=&ip=+&code=");

        Assert.That((search.Query, search.IsEmpty, search.Link()), Is.EqualTo((new DecisionQuery(), true, string.Empty)));
    }

    [Test]
    public void A_link_holds_the_search_and_the_cursor_and_nothing_else()
    {
        var search = Read("?helo=a%26b%3Dc&x=1&before=7");

        Assert.That(search.Link(12), Is.EqualTo("?helo=a%26b%3Dc&before=12"));
    }

    [Test]
    public void A_text_that_is_too_long_is_not_read() => Assert.That(Read($"?helo={new string('a', 1_001)}").IsEmpty, Is.True);

    [TestCase("?ip=192.0.2.0/24", true)]
    [TestCase("?ip=192.0.2.8", false)]
    [TestCase("?as=64500&isp=shop.example&country=dk&helo=mail.shop.EXAMPLE&code=e.2&decision=refuse", true)]
    [TestCase("?as=64501", false)]
    [TestCase("?from=news@shop.example", true)]
    [TestCase("?from=shop.example", true)]
    [TestCase("?from=hop.example", false)]
    [TestCase("?to=other@EXAMPLE.test", true)]
    [TestCase("?to=@example.test", true)]
    [TestCase("?to=@ple.test", false)]
    [TestCase("?decision=accept", false)]
    [TestCase("?since=1h&until=2026-11-23", true)]
    [TestCase("?until=1h", false)]
    [TestCase("?message-id=1@shop.example", true)]
    public async Task A_decision_at_hand_fits_as_it_does_in_the_ledger(string query, bool fits)
    {
        var wanted = Read(query).Query;
        using var folder = new LedgerFolder();
        await using var ledger = await folder.OpenAsync();
        await ledger.Decisions.AppendAsync([Sample.Decision()], CancellationToken.None);

        Assert.That(QueryMatch.Fits(Sample.Decision(), wanted), Is.EqualTo(fits));
        Assert.That((await ledger.Decisions.SearchAsync(wanted, null, 1, CancellationToken.None)).Decisions, Has.Count.EqualTo(fits ? 1 : 0));
    }

    private static DecisionSearch Read(string query) => DecisionSearch.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), Given.Now);
}
