using System.Text;
using InboundFilter.Ledger.Decisions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>The prepared statement that writes a decision. Binds octets straight to SQLite: a third of the time that command parameters take. Not thread-safe.</summary>
internal sealed class DecisionInsert : IDisposable
{
    private const string Sql = """
        INSERT INTO decisions (
            reference, time_ms, session, address, reverse_name, confirmation, as_number, isp_domain, country, helo, mail_from, sender_domain,
            recipients, code, disposition, status, spoken_at, decided_at, reply, evidence, snapshot, elapsed_us, message_id, from_address, verdicts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly VerdictJson _verdicts = new();
    private byte[] _text = new byte[4_096];
    private int _column;

    public DecisionInsert(SqliteConnection connection)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Sql, out _statement));
    }

    public void Execute(StoredDecision d)
    {
        _column = 0;
        Span<byte> address = stackalloc byte[Column.AddressOctets];
        Column.Write(d.Address, address);

        Bind(d.Reference.ToString());
        Bind(Column.Of(d.Time));
        Bind(d.SessionId);
        Check(raw.sqlite3_bind_blob(_statement, ++_column, address));
        Bind(d.ReverseName);
        Bind(d.Confirmation is { } confirmation ? StoredWords.Of(confirmation) : null);
        Bind(d.AsNumber);
        Bind(d.IspDomain);
        Bind(d.Country);
        Bind(d.Helo);
        Bind(d.MailFrom);
        Bind(d.SenderDomain);
        Bind(Column.List(d.Recipients));
        Bind(d.Code);
        Bind(StoredWords.Of(d.Disposition));
        Bind(d.Status);
        Bind(StoredWords.Of(d.SpokenAt));
        Bind(StoredWords.Of(d.DecidedAt));
        Bind(d.Reply);
        Bind(d.Evidence);
        Bind(d.Snapshot);
        Bind((long)d.Elapsed.TotalMicroseconds);
        Bind(d.MessageId);
        Bind(d.From);
        Check(raw.sqlite3_bind_text(_statement, ++_column, _verdicts.Write(d.Verdicts)));

        int result = raw.sqlite3_step(_statement);
        _ = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    public void Dispose()
    {
        _statement.Dispose();
        _verdicts.Dispose();
    }

    private void Bind(string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_column));
            return;
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _text.Length)
        {
            _text = new byte[most];
        }

        int length = Encoding.UTF8.GetBytes(value, _text);
        Check(raw.sqlite3_bind_text(_statement, ++_column, _text.AsSpan(0, length)));
    }

    private void Bind(long? value) =>
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, ++_column, number) : raw.sqlite3_bind_null(_statement, ++_column));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
