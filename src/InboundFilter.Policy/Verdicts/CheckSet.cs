using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Verdicts;

/// <summary>All checks of the product, by stage. Immutable, thread-safe.</summary>
public sealed class CheckSet
{
    private readonly ICheck<ConnectFacts>[] _connect;
    private readonly ICheck<HeloFacts>[] _helo;
    private readonly ICheck<MailFromFacts>[] _mailFrom;
    private readonly ICheck<DataFacts>[] _data;

    /// <param name="checks">In any order; within a stage vouchers come first, then names in alphabetical order, so that runs are alike.</param>
    /// <exception cref="InvalidOperationException">Two checks have one name.</exception>
    public CheckSet(IEnumerable<ICheck> checks)
    {
        ICheck[] all = [.. checks.OrderBy(c => !c.Info.IsVoucher).ThenBy(c => c.Info.Name, StringComparer.Ordinal)];
        if (all.GroupBy(c => c.Info.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two checks are named {twice.Key}.");
        }

        _connect = [.. all.OfType<ICheck<ConnectFacts>>()];
        _helo = [.. all.OfType<ICheck<HeloFacts>>()];
        _mailFrom = [.. all.OfType<ICheck<MailFromFacts>>()];
        _data = [.. all.OfType<ICheck<DataFacts>>()];
        All =
        [
            .. _connect.Select(c => (Stage.Connect, c.Info)),
            .. _helo.Select(c => (Stage.Helo, c.Info)),
            .. _mailFrom.Select(c => (Stage.MailFrom, c.Info)),
            .. _data.Select(c => (Stage.Data, c.Info)),
        ];
    }

    /// <summary>Codes that may be spoken at the end of a message, when one reply stands for all recipients.</summary>
    internal IReadOnlyList<TroubleshootingCode> MessageCodes => field ??=
        [.. All.Where(c => c.Stage is Stage.Data || c.Check.MayWaitForMessage).SelectMany(c => c.Check.Codes).Distinct()];

    /// <summary>In the order of the stages.</summary>
    public IReadOnlyList<(Stage Stage, CheckInfo Check)> All { get; }

    /// <summary>The checks whose stage is that of the facts' type.</summary>
    internal (Stage Stage, ICheck<TFacts>[] Checks) For<TFacts>()
        where TFacts : ConnectFacts =>
        typeof(TFacts) == typeof(ConnectFacts) ? (Stage.Connect, (ICheck<TFacts>[])(object)_connect)
        : typeof(TFacts) == typeof(HeloFacts) ? (Stage.Helo, (ICheck<TFacts>[])(object)_helo)
        : typeof(TFacts) == typeof(MailFromFacts) ? (Stage.MailFrom, (ICheck<TFacts>[])(object)_mailFrom)
        : typeof(TFacts) == typeof(DataFacts) ? (Stage.Data, (ICheck<TFacts>[])(object)_data)
        : throw new NotSupportedException($"No stage has the facts {typeof(TFacts).Name}.");
}
