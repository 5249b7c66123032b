using System.Text;
using Dapper;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Sqlite;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Sqlite;

/// <summary>What is done about a file that is new, old, foreign, damaged or gone.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteFileTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_new_file_has_the_latest_version_and_goes_on_where_it_was()
    {
        var block = Sample.Block();
        await using (var ledger = await _folder.OpenAsync())
        {
            Assert.That(_folder.Files, Does.Contain("ledger.db.running"));
            await ledger.CommitAsync(new() { NewBlocks = [block] }, default);
        }

        Assert.That(_folder.Files, Is.EqualTo(["ledger.db"]));
        using (var connection = _folder.Connect())
        {
            Assert.That(connection.ExecuteScalar<int>("PRAGMA user_version"), Is.EqualTo(SqliteMigration.Latest));
            Assert.That(connection.ExecuteScalar<string>("PRAGMA journal_mode"), Is.EqualTo("wal"));
        }

        await using var again = await _folder.OpenAsync();
        Assert.That(await again.Blocks.FindAsync(block.Id, default), Is.Not.Null);
        Assert.That(await again.Maintenance.IntegrityAsync(default), Is.Empty);
        Assert.That(_folder.Log.Lines, Has.Count.EqualTo(1).And.All.Contains("is now at version"));
    }

    [Test]
    public async Task A_file_of_the_first_version_is_brought_up_with_all_that_is_in_it()
    {
        var first = Script.All("sqlite")[0];
        Execute(first.Sql);
        Execute($"PRAGMA application_id = {SqliteMigration.ApplicationId}; PRAGMA user_version = {first.Version}; INSERT INTO ledger (one, name, revision) VALUES (1, 'old', 7)");
        Execute("""
            INSERT INTO requests (id, created_ms, contact, statement, state, changed_ms, version) VALUES ('K7QF2M9TXA', 1, 'a@shop.example', 'We were hacked.', 'open', 2, 3)
            """);

        await using var ledger = await _folder.OpenAsync();

        var request = await ledger.Requests.FindAsync(Reference.Parse("K7QF2M9TXA"), default);
        Assert.That((request!.Statement, request.Version, request.WantsMail, request.SecretHash), Is.EqualTo(("We were hacked.", 3, false, (string?)null)));
        using var connection = _folder.Connect();
        Assert.That(connection.ExecuteScalar<int>("PRAGMA user_version"), Is.EqualTo(SqliteMigration.Latest));
    }

    [Test]
    public async Task The_folder_is_made_when_it_is_not_there()
    {
        var options = new LedgerOptions { File = _folder.At("var/lib/ledger.db") };
        await using var ledger = new SqliteLedger(options, LedgerRole.Keeper, _folder.Time, _folder.Log);

        await ledger.OpenAsync(default);

        Assert.That(File.Exists(options.File), Is.True);
    }

    [TestCase(LedgerRole.Keeper)]
    [TestCase(LedgerRole.Visitor)]
    public async Task The_file_of_a_newer_program_is_refused_and_not_touched(LedgerRole role)
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        Execute($"PRAGMA user_version = {SqliteMigration.Latest + 1}");
        byte[] before = await File.ReadAllBytesAsync(_folder.File);
        await using var ledger = _folder.Make(role);

        Assert.That(
            () => ledger.OpenAsync(default),
            Throws.InstanceOf<LedgerException>().With.Property("Fault").EqualTo(LedgerFault.TooNew)
                .And.Message.Contains($"version {SqliteMigration.Latest + 1}").And.Message.Contains($"up to version {SqliteMigration.Latest}"));
        Assert.That(await File.ReadAllBytesAsync(_folder.File), Is.EqualTo(before));
        Assert.That(_folder.Files, Is.EqualTo(["ledger.db"]));
    }

    [TestCase("CREATE TABLE customers (name TEXT)")]
    [TestCase("PRAGMA user_version = 1")]
    public async Task Another_programs_database_is_refused_and_not_touched(string sql)
    {
        Execute(sql);
        byte[] before = await File.ReadAllBytesAsync(_folder.File);
        await using var ledger = _folder.Make();

        Assert.That(() => ledger.OpenAsync(default), Throws.InstanceOf<LedgerException>().With.Message.Contains("no ledger of ours"));
        Assert.That(await File.ReadAllBytesAsync(_folder.File), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_no_database_is_moved_aside_and_a_new_one_begun()
    {
        await File.WriteAllTextAsync(_folder.File, "this is not a database, but somebody's notes\n");

        await using var ledger = await _folder.OpenAsync();

        Assert.That(await ledger.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default), Is.EqualTo(CommitResult.Applied));
        Assert.That(await File.ReadAllTextAsync(_folder.At("ledger.db.damaged-20261122T120000Z")), Does.StartWith("this is not"));
        Assert.That(_folder.Log.Lines, Has.Some.StartsWith("Critical 5007 ALARM"));
    }

    [Test]
    public async Task A_visitor_leaves_a_damaged_file_alone()
    {
        await File.WriteAllTextAsync(_folder.File, "this is not a database, but somebody's notes\n");
        await using var ledger = _folder.Make(LedgerRole.Visitor);

        Assert.That(() => ledger.OpenAsync(default), Throws.InstanceOf<LedgerException>().With.Property("Fault").EqualTo(LedgerFault.Damaged));
        Assert.That(_folder.Files, Is.EqualTo(["ledger.db"]));
    }

    [Test]
    public async Task Damage_inside_is_found_after_an_unclean_end()
    {
        await FillAsync();
        await DamageAsync();
        await File.WriteAllTextAsync(_folder.At("ledger.db.running"), "4711\n");

        await using var ledger = await _folder.OpenAsync();

        Assert.That(_folder.Files, Does.Contain("ledger.db.damaged-20261122T120000Z"));
        Assert.That(await ledger.Maintenance.IntegrityAsync(default), Is.Empty);
        Assert.That(_folder.Log.Lines, Has.Some.StartsWith("Warning 5009").And.Some.StartsWith("Critical 5007 ALARM"));
    }

    [Test]
    public async Task Damage_that_shows_while_working_is_dealt_with_at_the_next_write()
    {
        await FillAsync();
        await DamageAsync();
        await using var ledger = await _folder.OpenAsync();

        Assert.That(() => ledger.Maintenance.PurgeAsync(new(Given.Now.AddDays(9), Given.Now.AddDays(9)), Given.Now, 10_000, default), Throws.InstanceOf<LedgerException>());
        await ledger.Decisions.AppendAsync([Sample.Decision()], default);

        Assert.That(_folder.Files, Does.Contain("ledger.db.damaged-20261122T120000Z"));
        Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(1));
    }

    [Test]
    public async Task Decisions_of_every_bucket_are_found()
    {
        await using var ledger = await _folder.OpenAsync();
        var decisions = Enumerable.Range(0, 5).Select(_ => Sample.Decision()).ToList();
        await ledger.Decisions.AppendAsync(decisions, default);
        using (var connection = _folder.Connect())
        {
            // As far apart as the first and the last of five buckets.
            connection.Execute("UPDATE decisions SET id = id * 65536 WHERE id > 1");
        }

        foreach (var decision in decisions)
        {
            Assert.That(await ledger.Decisions.FindAsync(decision.Reference, default), Is.Not.Null);
        }

        Assert.That((await ledger.Decisions.SearchAsync(new() { Sender = "shop.example" }, null, 10, default)).Decisions, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Looking_for_a_key_uses_its_index()
    {
        await using var ledger = await _folder.OpenAsync();
        using var connection = _folder.Connect();
        foreach (var (condition, index) in new[]
        {
            ("reference = 'x'", "decisions_reference"), ("address BETWEEN x'00' AND x'01'", "decisions_address"),
            ("sender_domain = 'x'", "decisions_sender_domain"), ("message_id = 'x'", "decisions_message_id"),
        })
        {
            var plan = connection.Query($"EXPLAIN QUERY PLAN {DecisionFilter.Buckets} SELECT * FROM {DecisionFilter.ByBucket} WHERE {condition}").Select(r => (string)r.detail);
            Assert.That(plan, Has.Some.Contains($"USING INDEX {index} (<expr>=? AND"));
        }
    }

    [Test]
    public async Task An_unclean_end_without_damage_loses_nothing()
    {
        await FillAsync();
        await File.WriteAllTextAsync(_folder.At("ledger.db.running"), "4711\n");

        await using var ledger = await _folder.OpenAsync();

        Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(2_000));
        Assert.That(_folder.Files, Has.None.Contains("damaged"));
    }

    [Test]
    public async Task A_file_deleted_under_us_is_begun_anew_and_its_leavings_kept()
    {
        await using var ledger = await _folder.OpenAsync();
        await ledger.Decisions.AppendAsync([Sample.Decision()], default);
        File.Delete(_folder.File);

        Assert.That(() => ledger.Decisions.LastIdAsync(default), Throws.InstanceOf<LedgerException>().With.Property("Fault").EqualTo(LedgerFault.Gone));
        await ledger.Decisions.AppendAsync([Sample.Decision(), Sample.Decision()], default);

        Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(2));
        Assert.That(_folder.Log.Lines, Has.One.StartsWith("Critical 5008 ALARM"));
        using var connection = _folder.Connect();
        Assert.That(connection.ExecuteScalar<int>("SELECT COUNT(*) FROM decisions"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_whole_folder_deleted_under_us_is_made_again()
    {
        var options = new LedgerOptions { File = _folder.At("sub/ledger.db") };
        await using var ledger = new SqliteLedger(options, LedgerRole.Keeper, _folder.Time, _folder.Log);
        await ledger.OpenAsync(default);
        Directory.Delete(_folder.At("sub"), recursive: true);

        await ledger.Decisions.AppendAsync([Sample.Decision()], default);

        Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(1));
    }

    [Test]
    public async Task A_full_disk_is_told_and_taken_up_again_when_there_is_room()
    {
        await using var ledger = _folder.Make();
        ledger.Opened = c => c.Execute("PRAGMA max_page_count = 100");
        await ledger.OpenAsync(default);
        var evidence = Enumerable.Range(0, 20).Select(_ => Sample.Evidence() with { Sample = new byte[50_000] }).ToList();

        Assert.That(() => ledger.CommitAsync(new() { Evidence = evidence }, default), Throws.InstanceOf<LedgerException>().With.Property("Fault").EqualTo(LedgerFault.Full));
        Assert.That(await ledger.Evidence.FindAsync(evidence[0].Id, default), Is.Null, "all or nothing");
        Assert.That(await ledger.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default), Is.EqualTo(CommitResult.Applied), "there is room for a little");
    }

    [Test]
    public async Task A_disk_that_cannot_be_written_is_told_and_taken_up_again_when_it_can()
    {
        bool isReadOnly = true;
        await using var ledger = await _folder.OpenAsync();
        await ledger.DisposeAsync();
        await using var again = _folder.Make();
        again.Opened = c => c.Execute($"PRAGMA query_only = {isReadOnly}");

        Assert.That(() => again.Decisions.AppendAsync([Sample.Decision()], default), Throws.InstanceOf<LedgerException>().With.Property("Fault").EqualTo(LedgerFault.ReadOnly));
        isReadOnly = false;
        await again.Decisions.AppendAsync([Sample.Decision()], default);

        Assert.That(await again.Decisions.LastIdAsync(default), Is.EqualTo(1));
    }

    [Test]
    public async Task Anothers_lock_is_told_and_taken_up_again_when_it_is_gone()
    {
        await using var ledger = await _folder.OpenAsync();
        using (var other = _folder.Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            Assert.That(() => ledger.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default), Throws.InstanceOf<LedgerException>().With.Property("Fault").EqualTo(LedgerFault.Locked));
            Assert.That(await ledger.Blocks.SearchAsync(new(), 10, default), Is.Empty, "reading does not wait");
        }

        Assert.That(await ledger.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default), Is.EqualTo(CommitResult.Applied));
    }

    [Test]
    public async Task Blocks_are_written_through_to_the_disk_and_decisions_as_far_as_the_system()
    {
        var levels = new List<long>();
        await using var file = new SqliteFile(_folder.Options, LedgerRole.Keeper, _folder.Time, _folder.Log);
        foreach (bool isDurable in new[] { false, true, false })
        {
            await file.WriteAsync(isDurable, w => Note(levels, w.Connection.ExecuteScalar<long>("PRAGMA synchronous")), default);
        }

        Assert.That(levels, Is.EqualTo([1L, 2L, 1L]), "NORMAL, FULL, NORMAL");
    }

    private static bool Note(List<long> levels, long level)
    {
        levels.Add(level);
        return true;
    }

    private async Task FillAsync()
    {
        await using var ledger = await _folder.OpenAsync();
        await ledger.Decisions.AppendAsync([.. Enumerable.Range(0, 2_000).Select(_ => Sample.Decision())], default);
    }

    /// <summary>Writes over pages in the middle of the file.</summary>
    private async Task DamageAsync()
    {
        await using var file = File.OpenWrite(_folder.File);
        byte[] rubbish = Encoding.ASCII.GetBytes(new string('x', 4_096));
        for (long page = 40; page < 300; page += 3)
        {
            file.Position = page * 4_096;
            await file.WriteAsync(rubbish);
        }
    }

    private void Execute(string sql)
    {
        using var connection = _folder.Connect();
        connection.Execute(sql);
    }
}
