using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger;

/// <summary>What every ledger does, the one in memory that other tests stand on included.</summary>
[TestFixture("sqlite")]
[TestFixture("memory")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LedgerContractTests(string engine) : IDisposable
{
    private readonly LedgerFolder _folder = new();
    private ILedgerStore _ledger = null!;

    [SetUp]
    public async Task Open() => _ledger = engine == "memory" ? new MemoryLedger() : await _folder.OpenAsync();

    [TearDown]
    public async Task Close() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_decision_comes_back_as_it_was()
    {
        var full = Sample.Decision();
        var bare = Sample.Bare("2001:db8::1");

        await _ledger.Decisions.AppendAsync([full, bare], default);

        await Same(full, 1);
        await Same(bare, 2);
        Assert.That(await _ledger.Decisions.LastIdAsync(default), Is.EqualTo(2));
        Assert.That(await _ledger.Decisions.FindAsync(Reference.Next(), default), Is.Null);

        async Task Same(StoredDecision given, long id)
        {
            var found = await _ledger.Decisions.FindAsync(given.Reference, default);
            Assert.That(found! with { Recipients = given.Recipients, Verdicts = given.Verdicts }, Is.EqualTo(given with { Id = id }));
            Assert.That(found.Recipients, Is.EqualTo(given.Recipients));
            Assert.That(found.Verdicts, Is.EqualTo(given.Verdicts));
        }
    }

    [Test]
    public async Task A_decision_written_twice_is_kept_once()
    {
        var decision = Sample.Decision();

        await _ledger.Decisions.AppendAsync([decision, decision], default);
        await _ledger.Decisions.AppendAsync([decision], default);

        Assert.That((await _ledger.Decisions.SearchAsync(new(), null, 10, default)).Decisions, Has.Count.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> Queries()
    {
        static TestCaseData Case(string name, DecisionQuery query, params int[] found) => new(query, found) { TestName = $"Finds decisions by {name}" };
        yield return Case("nothing", new(), 2, 1, 0);
        yield return Case("beginning", new() { From = Given.Now.AddMinutes(1) }, 2, 1);
        yield return Case("end", new() { To = Given.Now.AddMinutes(1) }, 0);
        yield return Case("address", new() { Network = IPNetwork.Parse("192.0.2.7/32") }, 0);
        yield return Case("network", new() { Network = IPNetwork.Parse("192.0.0.0/16") }, 1, 0);
        yield return Case("network that ends within an octet", new() { Network = IPNetwork.Parse("192.0.2.0/29") }, 0);
        yield return Case("every IPv4 address", new() { Network = IPNetwork.Parse("0.0.0.0/0") }, 1, 0);
        yield return Case("IPv6 network", new() { Network = IPNetwork.Parse("2001:db8::/32") }, 2);
        yield return Case("AS", new() { AsNumber = 64501 }, 1);
        yield return Case("ISP", new() { IspDomain = "isp.example" }, 2);
        yield return Case("country", new() { Country = "se" }, 1);
        yield return Case("helo", new() { Helo = "mail.shop.EXAMPLE" }, 1, 0);
        yield return Case("return path", new() { Sender = "news@SHOP.example" }, 1, 0);
        yield return Case("From", new() { Sender = "from@bank.example" }, 2);
        yield return Case("sender domain", new() { Sender = "Bank.example" }, 2);
        yield return Case("recipient", new() { Recipient = "OTHER@example.test" }, 1, 0);
        yield return Case("recipient's domain", new() { Recipient = "@example.org" }, 2);
        yield return Case("part of a recipient", new() { Recipient = "ther@example.test" });
        yield return Case("code", new() { Code = "A.3" }, 1);
        yield return Case("disposition", new() { Disposition = Disposition.Accept }, 2);
        yield return Case("Message-ID", new() { MessageId = "2@bank.example" }, 2);
        yield return Case("two things", new() { Helo = "mail.shop.example", Country = "DK" }, 0);
    }

    [TestCaseSource(nameof(Queries))]
    public async Task Finds_decisions(DecisionQuery query, int[] expected)
    {
        StoredDecision[] decisions =
        [
            Sample.Decision(),
            Sample.Decision("192.0.3.8") with { Time = Given.Now.AddMinutes(1), AsNumber = 64501, Country = "SE", Code = "A.3", Disposition = Disposition.Defer },
            Sample.Decision("2001:db8::9") with
            {
                Time = Given.Now.AddMinutes(2), IspDomain = "isp.example", Helo = "[2001:db8::9]", MailFrom = string.Empty, SenderDomain = "bank.example",
                From = "from@bank.example", Recipients = ["user@example.org"], Code = null, Disposition = Disposition.Accept, MessageId = "2@bank.example",
            },
        ];
        await _ledger.Decisions.AppendAsync(decisions, default);

        var found = await _ledger.Decisions.SearchAsync(query, null, 10, default);
        var followed = await _ledger.Decisions.FollowAsync(query, 0, 10, default);

        Assert.That(found.Decisions.Select(d => Array.FindIndex(decisions, x => x.Reference == d.Reference)), Is.EqualTo(expected));
        Assert.That(followed.Select(d => d.Reference), Is.EqualTo(found.Decisions.Select(d => d.Reference).Reverse()));
    }

    [Test]
    public async Task Pages_neither_repeat_nor_miss_a_decision()
    {
        // All of one instant but the last, and more coming in between.
        await _ledger.Decisions.AppendAsync([.. Enumerable.Range(0, 25).Select(_ => Sample.Decision())], default);
        var seen = new List<long>();
        long? cursor = null;
        do
        {
            var page = await _ledger.Decisions.SearchAsync(new(), cursor, 10, default);
            seen.AddRange(page.Decisions.Select(d => d.Id));
            cursor = page.Next;
            await _ledger.Decisions.AppendAsync([Sample.Decision() with { Time = Given.Now.AddSeconds(1) }], default);
        }
        while (cursor is not null);

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 25).Reverse()));
    }

    [Test]
    public async Task Following_shows_what_came_since()
    {
        await _ledger.Decisions.AppendAsync([Sample.Decision(), Sample.Decision()], default);
        long last = await _ledger.Decisions.LastIdAsync(default);
        Assert.That(await _ledger.Decisions.FollowAsync(new(), last, 10, default), Is.Empty);

        await _ledger.Decisions.AppendAsync([Sample.Decision() with { Code = "A.3" }, Sample.Decision(), Sample.Decision() with { Code = "A.3" }], default);

        var followed = await _ledger.Decisions.FollowAsync(new() { Code = "A.3" }, last, 10, default);
        Assert.That(followed.Select(d => d.Id - last), Is.EqualTo([1, 3]));
    }

    [Test]
    public async Task Evidence_comes_back_as_it_was()
    {
        var evidence = Sample.Evidence();

        await Applied(new() { Evidence = [evidence] });

        var found = (await _ledger.Evidence.FindAsync(evidence.Id, default))!;
        Assert.That(found with { Header = default, Sample = default, Fingerprints = [] }, Is.EqualTo(evidence with { Header = default, Sample = default, Fingerprints = [] }).Using(SameButLists));
        Assert.That(found.Header.ToArray(), Is.EqualTo(evidence.Header.ToArray()));
        Assert.That(found.Sample.ToArray(), Is.EqualTo(evidence.Sample.ToArray()));
        Assert.That(found.Fingerprints, Is.EqualTo(evidence.Fingerprints));
    }

    private static readonly Comparison<EvidenceRecord> SameButLists = (a, b) => a.ToString() == b.ToString() ? 0 : 1;

    [TestCase(SubjectKind.Address, "192.0.2.7", 1)]
    [TestCase(SubjectKind.Network, "192.0.2.0/24", 2)]
    [TestCase(SubjectKind.Network, "10.0.0.0/8", 0)]
    [TestCase(SubjectKind.Isp, "AS64500", 3)]
    [TestCase(SubjectKind.Isp, "badisp.example", 3)]
    [TestCase(SubjectKind.Domain, "shop.example", 3)]
    [TestCase(SubjectKind.Domain, "news.shop.example", 3)]
    [TestCase(SubjectKind.Domain, "hop.example", 0)]
    [TestCase(SubjectKind.Sender, "a@news.shop.example", 3)]
    public async Task Addresses_that_struck_are_counted_once(SubjectKind kind, string key, int addresses)
    {
        await Applied(new()
        {
            Evidence =
            [
                Sample.Evidence(), Sample.Evidence(), Sample.Evidence("192.0.2.8"), Sample.Evidence("2001:db8::1"),
                Sample.Evidence("192.0.2.9", EvidenceKind.Hint), Sample.Evidence("192.0.2.10") with { Time = Given.Now.AddDays(-31) },
            ],
        });
        Subject.TryParse(kind, key, out var subject);
        var query = new EvidenceQuery { Subject = subject, Kinds = [EvidenceKind.Trap, EvidenceKind.Report], Since = Given.Now.AddDays(-30) };

        Assert.That(await _ledger.Evidence.CountAddressesAsync(query, default), Is.EqualTo(addresses));
        Assert.That((await _ledger.Evidence.SearchAsync(query, 10, default)).Select(e => e.Address).Distinct().Count(), Is.EqualTo(addresses));
    }

    [Test]
    public async Task Evidence_is_found_by_a_shared_fingerprint()
    {
        var old = Sample.Evidence() with { Time = Given.Now.AddDays(-400) };
        var match = Sample.Evidence() with { Fingerprints = [new("from", "a@x.example"), new("dkim-domain", "x.example")] };
        await Applied(new() { Evidence = [old, match] });

        var found = await _ledger.Evidence.MatchAsync(
            [new("from", "a@news.shop.example"), new("dkim-domain", "x.example"), new("list-id", "x.example")], Given.Now.AddDays(-365), 10, default);

        Assert.That(found, Is.EqualTo([new FingerprintMatch(match.Id, EvidenceKind.Trap, match.Time, new("dkim-domain", "x.example"))]));
    }

    [Test]
    public async Task Evidence_is_read_with_the_fingerprints_that_are_wanted_newest_first()
    {
        var older = Sample.Evidence() with { Time = Given.Now.AddDays(-1), Fingerprints = [new("dkim-domain", "x.example"), new("from", "a@x.example")] };
        var newer = Sample.Evidence(kind: EvidenceKind.Report) with { Fingerprints = [new("minhash", "00"), new("report", "2")] };
        await Applied(new()
        {
            Evidence =
            [
                older, newer, Sample.Evidence() with { Fingerprints = [new("report", "1")] }, Sample.Evidence(kind: EvidenceKind.Hint), Sample.Evidence() with { Time = Given.Now.AddDays(-2) },
            ],
        });

        Assert.That(await ReadAsync(10), Is.EqualTo(new[] { $"{newer.Id}: minhash", $"{older.Id}: dkim-domain, from" }));
        Assert.That(await ReadAsync(1), Is.EqualTo(new[] { $"{newer.Id}: minhash" }));

        async Task<IEnumerable<string>> ReadAsync(int limit) =>
            (await _ledger.Evidence.FingerprintedAsync([EvidenceKind.Trap, EvidenceKind.Report], ["minhash", "from", "dkim-domain"], Given.Now.AddDays(-1), limit, default))
                .Select(e => $"{e.Id}: {string.Join(", ", e.Fingerprints.Select(f => f.Kind))}");
    }

    [Test]
    public async Task A_block_comes_back_as_it_was_and_is_found_by_all_it_has()
    {
        var block = Sample.Block();
        await Applied(new() { NewBlocks = [block, Sample.Block("192.0.2.8"), Sample.Block("192.0.2.9", "C.3") with { Until = null, Evidence = [] }] });

        var found = (await _ledger.Blocks.FindAsync(block.Id, default))!;
        Assert.That(found with { Evidence = block.Evidence }, Is.EqualTo(block with { Version = 1 }));
        Assert.That(found.Evidence, Is.EqualTo(block.Evidence));
        Assert.That(await Count(new()), Is.EqualTo(3));
        Assert.That(await Count(new() { Subject = block.Subject }), Is.EqualTo(1));
        Assert.That(await Count(new() { Kind = SubjectKind.Domain }), Is.Zero);
        Assert.That(await Count(new() { Code = "A.2" }), Is.EqualTo(2));
        Assert.That(await Count(new() { State = BlockState.Lifted }), Is.Zero);
        Assert.That(await Count(new() { InForceAt = Given.Now.AddDays(90) }), Is.EqualTo(1));
        Assert.That(await Count(new() { Evidence = block.Evidence[0] }), Is.EqualTo(2));

        async Task<int> Count(BlockQuery query) => (await _ledger.Blocks.SearchAsync(query, 10, default)).Count;
    }

    [Test]
    public async Task A_second_active_block_of_the_same_kind_is_a_conflict_and_writes_nothing()
    {
        var first = Sample.Block();
        var evidence = Sample.Evidence();
        await Applied(new() { NewBlocks = [first] });

        var result = await _ledger.CommitAsync(new() { Evidence = [evidence], NewBlocks = [Sample.Block()] }, default);

        Assert.That(result, Is.EqualTo(CommitResult.Conflict));
        Assert.That(await _ledger.Evidence.FindAsync(evidence.Id, default), Is.Null);
        await Applied(new() { ChangedBlocks = [first with { Version = 1, State = BlockState.Lifted, Ended = Given.Now, EndedBy = "postmaster" }] });
        await Applied(new() { NewBlocks = [Sample.Block()] });
    }

    [Test]
    public async Task Of_two_who_change_the_same_thing_one_must_read_again()
    {
        var (block, grant, request) = (Sample.Block(), Sample.Grant(), Sample.Request());
        await Applied(new() { NewBlocks = [block], NewGrants = [grant], NewRequests = [request] });
        var (first, second) = (block with { Version = 1, Repetition = 2 }, block with { Version = 1, Repetition = 3 });
        await Applied(new() { ChangedBlocks = [first], ChangedGrants = [grant with { Version = 1 }], ChangedRequests = [request with { Version = 1 }] });

        Assert.That(await _ledger.CommitAsync(new() { ChangedBlocks = [second] }, default), Is.EqualTo(CommitResult.Conflict));
        Assert.That(await _ledger.CommitAsync(new() { ChangedGrants = [grant with { Version = 1 }] }, default), Is.EqualTo(CommitResult.Conflict));
        Assert.That(await _ledger.CommitAsync(new() { ChangedRequests = [request with { Version = 1 }] }, default), Is.EqualTo(CommitResult.Conflict));
        Assert.That((await _ledger.Blocks.FindAsync(block.Id, default))!.Repetition, Is.EqualTo(2));
        await Applied(new() { ChangedBlocks = [second with { Version = 2 }] });
    }

    [Test]
    public async Task A_grant_comes_back_as_it_was()
    {
        var (grant, revoked) = (Sample.Grant(), Sample.Grant(Subject.OfDomain(DomainName.Parse("shop.example"))));
        await Applied(new() { NewGrants = [grant, revoked] });
        await Applied(new() { ChangedGrants = [revoked with { Version = 1, Revoked = Given.Now, RevokedBy = "postmaster" }] });

        Assert.That(await _ledger.Blocks.FindGrantAsync(grant.Id, default), Is.EqualTo(grant with { Version = 1 }));
        Assert.That(await _ledger.Blocks.FindGrantAsync(revoked.Id, default), Is.EqualTo(revoked with { Version = 2, Revoked = Given.Now, RevokedBy = "postmaster" }));
        Assert.That(await _ledger.Blocks.SearchGrantsAsync(null, null, 0, 10, default), Has.Count.EqualTo(2));
        Assert.That(await _ledger.Blocks.SearchGrantsAsync(null, Given.Now, 0, 10, default), Has.Count.EqualTo(1));
        Assert.That(await _ledger.Blocks.SearchGrantsAsync(grant.Subject, Given.Now.AddDays(30), 0, 10, default), Is.Empty);
        Assert.That(await _ledger.Blocks.SearchGrantsAsync(revoked.Subject, null, 0, 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Changes_tell_what_is_new_since_a_revision()
    {
        var (block, grant) = (Sample.Block(), Sample.Grant());
        await Applied(new() { NewBlocks = [block, Sample.Block("192.0.2.8")], NewGrants = [grant] });
        var all = await _ledger.Blocks.ChangesAsync(0, 100, default);

        await Applied(new() { ChangedBlocks = [block with { Version = 1, State = BlockState.Lifted }] });
        var since = await _ledger.Blocks.ChangesAsync(all.Revision, 100, default);
        var none = await _ledger.Blocks.ChangesAsync(since.Revision, 100, default);

        Assert.That((all.Blocks.Count, all.Grants.Count, all.HasMore), Is.EqualTo((2, 1, false)));
        Assert.That(since.Blocks.Select(b => (b.Id, b.State)), Is.EqualTo([(block.Id, BlockState.Lifted)]));
        Assert.That((none.Ledger, none.Blocks.Count, none.Grants.Count, none.Revision), Is.EqualTo((all.Ledger, 0, 0, since.Revision)));
    }

    [Test]
    public async Task A_request_has_its_state_and_its_conversation()
    {
        var request = Sample.Request();
        await Applied(new() { NewRequests = [request], Messages = [new(request.Id, Given.Now, true, "postmaster@shop.example", "Please.")] });
        var waiting = request with { Version = 1, State = RequestState.Waiting, Changed = Given.Now.AddHours(1) };
        await Applied(new() { ChangedRequests = [waiting], Messages = [new(request.Id, Given.Now, false, "admin", "What was it?")] });

        Assert.That(await _ledger.Requests.FindAsync(request.Id, default), Is.EqualTo(waiting with { Version = 2 }));
        Assert.That(await _ledger.Requests.SearchAsync(RequestState.Open, 10, default), Is.Empty);
        Assert.That(await _ledger.Requests.SearchAsync(RequestState.Waiting, 10, default), Has.Count.EqualTo(1));
        Assert.That(await _ledger.Requests.AboutAsync(request.Decision!.Value, default), Has.Count.EqualTo(1));
        Assert.That((await _ledger.Requests.ConversationAsync(request.Id, default)).Select(m => m.Text), Is.EqualTo(["Please.", "What was it?"]));
    }

    [Test]
    public async Task One_request_about_a_subject_is_open_at_a_time_and_others_join_it()
    {
        var first = Sample.Request() with { Joined = null };
        var joined = Sample.Request() with { Joined = first.Id };
        await Applied(new() { NewRequests = [first, joined] });

        Assert.That(await _ledger.CommitAsync(new() { NewRequests = [first with { Id = Reference.Next() }] }, default), Is.EqualTo(CommitResult.Conflict));
        Assert.That((await _ledger.Requests.FindOpenAboutAsync(first.About!, default))!.Id, Is.EqualTo(first.Id));
        Assert.That((await _ledger.Requests.JoinedToAsync(first.Id, default)).Select(r => r.Id), Is.EqualTo([joined.Id]));

        await Applied(new() { ChangedRequests = [first with { Version = 1, State = RequestState.Refused }] });
        Assert.That(await _ledger.Requests.FindOpenAboutAsync(first.About!, default), Is.Null);
        await Applied(new() { NewRequests = [first with { Id = Reference.Next() }] });
    }

    [Test]
    public async Task Proofs_of_control_are_kept_as_they_were_last()
    {
        var request = Sample.Request();
        var dns = new ControlProof { Request = request.Id, Kind = ControlProofKind.Dns, Domain = "shop.example", Token = "abc", Changed = Given.Now };
        var mail = dns with { Kind = ControlProofKind.Postmaster, Token = string.Empty };
        await Applied(new() { NewRequests = [request], Proofs = [mail, dns] });
        var proven = dns with { State = ControlProofState.Proven, Token = "def", Changed = Given.Now.AddHours(1) };

        await Applied(new() { Proofs = [proven] });

        Assert.That(await _ledger.Requests.ProofsAsync(request.Id, default), Is.EqualTo([proven, mail]));
        Assert.That(await _ledger.Requests.ProofsAsync(Reference.Next(), default), Is.Empty);
    }

    [Test]
    public async Task An_answer_is_due_by_mail_until_one_was_tried()
    {
        var wanting = Sample.Request();
        var other = Sample.Request() with { WantsMail = false };
        await Applied(new()
        {
            NewRequests = [wanting, other],
            Messages =
            [
                new(wanting.Id, Given.Now.AddHours(-1), false, "admin", "old"),
                new(wanting.Id, Given.Now, false, "admin", "Why?"),
                new(wanting.Id, Given.Now, true, "a@shop.example", "Because."),
                new(other.Id, Given.Now, false, "admin", "Why?"),
            ],
        });

        var due = await _ledger.Requests.DueAnswersAsync(Given.Now, 10, default);
        Assert.That(due.Select(d => (d.Request, d.Text)), Is.EqualTo([(wanting with { Version = 1 }, "Why?")]));
        var mail = new RequestMail { Id = Reference.Next(), Request = wanting.Id, Kind = RequestMailKind.Answer, Receiver = "a@shop.example", Time = Given.Now, Message = due[0].Message };

        await Applied(new() { Mails = [mail] });

        Assert.That(await _ledger.Requests.DueAnswersAsync(Given.Now, 10, default), Is.Empty);
        Assert.That(await _ledger.CommitAsync(new() { Mails = [mail with { Id = Reference.Next() }] }, default), Is.EqualTo(CommitResult.Conflict));
        Assert.That(await _ledger.Requests.CountMailsAsync(RequestMailKind.Answer, "a@shop.example", Given.Now, default), Is.EqualTo(1));
        Assert.That(await _ledger.Requests.CountMailsAsync(RequestMailKind.Answer, "b@shop.example", Given.Now, default), Is.Zero);
        Assert.That(await _ledger.Requests.CountMailsAsync(RequestMailKind.Proof, null, Given.Now, default), Is.Zero);
        Assert.That(await _ledger.Requests.CountMailsAsync(RequestMailKind.Answer, null, Given.Now.AddSeconds(1), default), Is.Zero);
    }

    [Test]
    public async Task Counters_add_up_by_the_hour()
    {
        var subject = Subject.OfDomain(DomainName.Parse("shop.example"));
        var other = Subject.OfIsp(DomainName.Parse("shop.example"));
        await _ledger.Counters.AddAsync([new(Given.Now, subject, new(1, 2, 3, 4, 5, 6)), new(Given.Now.AddMinutes(59), subject, new(10, 0, 0, 0, 0, 0))], default);
        await _ledger.Counters.AddAsync([new(Given.Now.AddHours(1), subject, new(100, 0, 0, 0, 0, 0)), new(Given.Now, other, new(7, 0, 0, 0, 0, 0))], default);

        var hours = await _ledger.Counters.HoursAsync(subject, Given.Now, Given.Now.AddHours(5), default);
        Assert.That(hours.Select(h => (h.Hour, h.Values.Messages)), Is.EqualTo([(Given.Now, 11L), (Given.Now.AddHours(1), 100L)]));
        Assert.That(await _ledger.Counters.SumAsync(subject, Given.Now, Given.Now.AddHours(1), default), Is.EqualTo(new CounterValues(11, 2, 3, 4, 5, 6)));
        Assert.That(await _ledger.Counters.SumAsync(subject, Given.Now.AddDays(1), Given.Now.AddDays(2), default), Is.Default);
    }

    [Test]
    public async Task Audit_and_notices_are_kept_in_order()
    {
        var subject = Subject.OfDomain(DomainName.Parse("shop.example"));
        var notice = new NoticeRecord
        {
            Id = Reference.Next(),
            Kind = NoticeKind.Warning,
            Time = Given.Now,
            Subject = subject,
            Receiver = "postmaster@shop.example",
            Text = "Half of it.",
            WasSent = true,
        };
        await Applied(new()
        {
            Audit = [new(Given.Now, "rule", "block", "K7QF2M9TXA", null, "A.2"), new(Given.Now, "admin", "lift", "K7QF2M9TXA", "A.2", null), new(Given.Now, "admin", "grant", "x", null, "y")],
            Notices = [notice, notice with { Id = Reference.Next(), Time = Given.Now.AddDays(1), WasSent = false }],
        });

        Assert.That((await _ledger.Audit.SearchAsync("K7QF2M9TXA", 10, default)).Select(a => a.Action), Is.EqualTo(["lift", "block"]));
        Assert.That(await _ledger.Audit.SearchAsync(null, 2, default), Has.Count.EqualTo(2));
        Assert.That((await _ledger.Audit.SearchAsync("K7QF2M9TXA", 1, 10, default)).Select(a => a.Action), Is.EqualTo(["block"]), "the newest is left out");
        Assert.That(await _ledger.Audit.LastSentAsync("postmaster@shop.example", default), Is.EqualTo(Given.Now));
        Assert.That(await _ledger.Audit.LastSentAsync("abuse@shop.example", default), Is.Null);
        Assert.That((await _ledger.Audit.NoticesAsync(subject, Given.Now, 10, default)).Select(n => n.WasSent), Is.EqualTo([false, true]));
        Assert.That((await _ledger.Audit.NoticesAsync(null, Given.Now.AddDays(1), 10, default)).Select(n => n.WasSent), Is.EqualTo([false]));
    }

    private async Task Applied(LedgerChange change) => Assert.That(await _ledger.CommitAsync(change, default), Is.EqualTo(CommitResult.Applied));
}
