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
    private readonly byte[] _word = new byte[64];
    private int _column;

    public DecisionInsert(SqliteConnection connection)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Sql, out _statement));
    }

    public void Execute(EncodedDecision d)
    {
        _column = 0;
        Span<byte> address = stackalloc byte[Column.AddressOctets];
        Column.Write(d.Address, address);

        Bind(d.Reference.ToString());
        Bind(Column.Of(d.Time));
        Bind(d, DecisionText.SessionId);
        Check(raw.sqlite3_bind_blob(_statement, ++_column, address));
        Bind(d, DecisionText.ReverseName);
        Bind(d.Confirmation is { } confirmation ? StoredWords.Of(confirmation) : null);
        Bind(d.AsNumber);
        Bind(d, DecisionText.IspDomain);
        Bind(d, DecisionText.Country);
        Bind(d, DecisionText.Helo);
        Bind(d, DecisionText.MailFrom);
        Bind(d, DecisionText.SenderDomain);
        Bind(d, DecisionText.Recipients);
        Bind(d, DecisionText.Code);
        Bind(StoredWords.Of(d.Disposition));
        Bind(d, DecisionText.Status);
        Bind(StoredWords.Of(d.SpokenAt));
        Bind(StoredWords.Of(d.DecidedAt));
        Bind(d, DecisionText.Reply);
        Bind(d, DecisionText.Evidence);
        Bind(d.Snapshot);
        Bind((long)d.Elapsed.TotalMicroseconds);
        Bind(d, DecisionText.MessageId);
        Bind(d, DecisionText.From);
        Bind(d, DecisionText.Verdicts);

        int result = raw.sqlite3_step(_statement);
        _ = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(EncodedDecision d, DecisionText text) =>
        Check(d.Has(text) ? raw.sqlite3_bind_text(_statement, ++_column, d[text]) : raw.sqlite3_bind_null(_statement, ++_column));

    /// <summary>A word of ours: short, and ASCII.</summary>
    private void Bind(string? word)
    {
        if (word is null)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_column));
            return;
        }

        int length = Encoding.UTF8.GetBytes(word, _word);
        Check(raw.sqlite3_bind_text(_statement, ++_column, _word.AsSpan(0, length)));
    }

    private void Bind(long? value) =>
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, ++_column, number) : raw.sqlite3_bind_null(_statement, ++_column));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
