namespace InboundFilter.Policy.Codes;

/// <summary>One published reason for refusing or delaying mail. Its id is quoted in SMTP replies and never reused.</summary>
/// <param name="Id">Letter of the block type and a number, such as <c>E.2</c>; also the name of its page in <c>Codes/</c>.</param>
/// <param name="Status">What the sending server is told on an objection.</param>
/// <param name="Undecided">What it is told when the check could not decide; null where that cannot happen.</param>
/// <param name="Summary">One sentence for the sender, without our host names or list names.</param>
public sealed record TroubleshootingCode(string Id, ReplyStatus Status, ReplyStatus? Undecided, string Summary)
{
    /// <summary>False for what no allow list, grant or trusted network may excuse (DESIGN §7).</summary>
    public bool CanBeExcused { get; init; } = true;

    /// <summary>The status is another server's own, and <see cref="Status"/> only stands for it (R.2).</summary>
    public bool StatusIsAsGiven { get; init; }

    /// <summary>What the page states after <c>reply:</c>.</summary>
    public string PublishedStatus => StatusIsAsGiven ? "as given" : Status.ToString();

    public override string ToString() => Id;
}
