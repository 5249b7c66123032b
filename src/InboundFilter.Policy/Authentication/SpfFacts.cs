using InboundFilter.Mail.Spf;

namespace InboundFilter.Policy.Authentication;

/// <summary>What SPF says of the names a client gave, each asked once, when somebody wants it. Thread-safe; the tasks fail only with the session.</summary>
public sealed class SpfFacts
{
    private readonly Lazy<Task<SpfResult>> _mailFrom;
    private readonly Lazy<Task<SpfResult>> _helo;

    /// <param name="mailFrom">Judges the return path, or HELO in place of the null one.</param>
    /// <param name="helo">Judges HELO; null when the return path is the null one, and both are the same.</param>
    public SpfFacts(Func<Task<SpfResult>> mailFrom, Func<Task<SpfResult>>? helo)
    {
        _mailFrom = new(mailFrom);
        _helo = helo is null ? _mailFrom : new(helo);
    }

    /// <summary>Of the return path; of HELO in place of the null one (RFC 7208 §2.4).</summary>
    public Task<SpfResult> MailFrom => _mailFrom.Value;

    /// <summary>Of the return path, when it was asked for and is known by now; null otherwise. For records: asks nobody.</summary>
    public SpfResult? KnownMailFrom => _mailFrom is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _mailFrom.Value.Result : null;

    /// <summary>Of the name in HELO or EHLO (RFC 7208 §2.3).</summary>
    public Task<SpfResult> Helo => _helo.Value;
}
