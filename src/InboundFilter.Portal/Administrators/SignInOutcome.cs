namespace InboundFilter.Portal.Administrators;

/// <summary>What became of a try to sign in.</summary>
internal enum SignInOutcome
{
    /// <summary>The password is the user's.</summary>
    Done,

    /// <summary>Wrong name or password, or too many failures before; the person is not told which.</summary>
    Refused,

    /// <summary>Too many try at once, so nothing was looked at.</summary>
    Busy,
}
