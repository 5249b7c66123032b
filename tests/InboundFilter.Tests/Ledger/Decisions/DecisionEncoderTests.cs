using System.Text;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Decisions;

public sealed class DecisionEncoderTests
{
    private const string Message = "Message-ID: <1@sender.test>\nFrom: A <a@sender.test>\nSubject: x\n\nhi\n";

    private static IEnumerable<TestCaseData> Kinds()
    {
        static TestCaseData Case(string name, Func<DecisionRecord> make) => new(make) { TestName = $"A row is what it was: {name}" };
        yield return Case("bare", () => Decision(new Given().AtConnect()) with { Recipients = [], Results = [], Code = null, Evidence = string.Empty });
        yield return Case("full", () => Decision(new Given { ReturnPath = "News@Sender.test" }.AtData(Message, "user@example.test")));
        yield return Case("null path", () => Decision(new Given { ReturnPath = string.Empty }.AtMailFrom()));
        yield return Case("IPv6", () => Decision(new Given { Ip = "2001:db8::1" }.AtHelo()));
        yield return Case("reply without enhanced code", () => Decision(new Given().AtHelo()) with { Reply = SmtpReply.Plain(421, "one  ", "two   ") });
        yield return Case("long reply", () => Decision(new Given().AtHelo()) with { Reply = SmtpReply.Of(550, 7, 1, [.. Enumerable.Repeat(new string('r', 500), 20)]) });
        yield return Case("line feeds", () => Hostile("a\nb\r\n\n"));
        yield return Case("quotes and controls", () => Hostile("\"\\\0\u0001\u007f<>&'\u2028"));
        yield return Case("lone surrogates", () => Hostile("\ud83d \udc00\udc00\ud83d"));
        foreach (int length in new[] { 319, 320, 321, 997, 998, 999, 1_999, 2_000, 2_001, 50_000 })
        {
            yield return Case($"{length} characters, then a pair", () => Hostile($"{new string('x', length - 1)}\U0001f600{new string('y', 10)}"));
            yield return Case($"{length} characters of three octets", () => Hostile(new string('\u20ac', length)));
        }

        yield return Case("more recipients and verdicts than are kept", () =>
        {
            var usual = Decision(new Given().AtHelo());
            return usual with
            {
                Recipients = [.. Enumerable.Range(0, 2_000).Select(i => $"u{i}@example.test")],
                Results = [.. Enumerable.Range(0, 300).Select(i => usual.Results[i % usual.Results.Count])],
            };
        });
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_row_is_what_it_was(Func<DecisionRecord> make)
    {
        var decision = make();
        var row = new EncodedDecision();

        DecisionEncoder.Encode(decision, row);

        Same(row, DecisionEncoder.Encode(FormerRow.Of(decision)));
    }

    [Test]
    public async Task A_reverse_name_that_is_known_is_in_the_row()
    {
        var facts = new Given { Dns = new ZoneDns("192.0.2.1 PTR mail.shop.test\nmail.shop.test A 192.0.2.1") }.AtConnect();
        await facts.Sender.ReverseName;
        var decision = Decision(facts);
        var row = new EncodedDecision();

        DecisionEncoder.Encode(decision, row);

        Assert.That(row.ToStored().ReverseName, Is.EqualTo("mail.shop.test"));
        Same(row, DecisionEncoder.Encode(FormerRow.Of(decision)));
    }

    [Test]
    public void Whatever_strangers_write_makes_the_row_it_made()
    {
        var chance = new Random(20261201);
        var row = new EncodedDecision();
        for (int i = 0; i < 300; i++)
        {
            var text = new char[chance.Next(0, 700)];
            for (int c = 0; c < text.Length; c++)
            {
                text[c] = chance.Next(3) == 0 ? (char)chance.Next(0xd7f0, 0xe010) : (char)chance.Next(0, 0x180);
            }

            var decision = Hostile(new string(text));
            DecisionEncoder.Encode(decision, row);
            Same(row, DecisionEncoder.Encode(FormerRow.Of(decision)));
        }
    }

    [Test]
    public void A_row_that_is_filled_again_has_nothing_of_what_was_in_it()
    {
        var row = new EncodedDecision();
        DecisionEncoder.Encode(Hostile(new string('x', 50_000)), row);
        DecisionEncoder.Encode(Decision(new Given { ReturnPath = "News@Sender.test" }.AtData(Message, "user@example.test")), row);
        var bare = Decision(new Given().AtConnect()) with { Recipients = [], Results = [], Code = null };

        DecisionEncoder.Encode(bare, row);

        Same(row, DecisionEncoder.Encode(FormerRow.Of(bare)));
        Assert.That(row.Capacity, Is.LessThanOrEqualTo(EncodedDecision.MostKept));
    }

    [Test]
    public void A_row_is_filled_afresh_after_one_that_failed()
    {
        var row = new EncodedDecision();
        var decision = Decision(new Given().AtHelo());
        Assert.That(() => DecisionEncoder.Encode(decision with { Results = [decision.Results[0], default] }, row), Throws.InstanceOf<NullReferenceException>());

        DecisionEncoder.Encode(decision, row);

        Same(row, DecisionEncoder.Encode(FormerRow.Of(decision)));
    }

    private static void Same(EncodedDecision row, EncodedDecision expected) => Assert.Multiple(() =>
    {
        Assert.That(
            (row.Reference, row.Time, row.Address, row.Confirmation, row.AsNumber, row.Snapshot, row.Elapsed),
            Is.EqualTo((expected.Reference, expected.Time, expected.Address, expected.Confirmation, expected.AsNumber, expected.Snapshot, expected.Elapsed)));
        Assert.That((row.Disposition, row.SpokenAt, row.DecidedAt), Is.EqualTo((expected.Disposition, expected.SpokenAt, expected.DecidedAt)));
        foreach (var text in Enum.GetValues<DecisionText>())
        {
            Assert.That(row.Has(text), Is.EqualTo(expected.Has(text)), $"{text}");
            Assert.That(row[text].SequenceEqual(expected[text]), $"{text}: {Encoding.UTF8.GetString(row[text])}");
        }
    });

    private static DecisionRecord Hostile(string text)
    {
        var usual = Decision(new Given { Helo = text }.AtHelo());
        return usual with
        {
            Recipients = [text, "user@example.test", string.Empty, text],
            Evidence = text,
            Results = [.. usual.Results, new(usual.Results[0].Check, Stage.Data, Verdict.Against(ProtocolCodes.NotOurDomain, text), TimeSpan.Zero)],
        };
    }

    private static DecisionRecord Decision(ConnectFacts facts) => DecisionWriterTests.Decision(facts);
}
