namespace InboundFilter.Portal.Requests;

/// <summary>Says who can help with a code, as the published guide groups the codes.</summary>
public static class WhoHelps
{
    /// <summary>Session limits: the same for everybody, and over when the server tries again.</summary>
    private const string SessionLimits = "A.4";

    /// <summary>For a code of the guide, such as <c>A.2</c>.</summary>
    public static Help With(string code) => code[0] switch
    {
        _ when code == SessionLimits => Help.Time,
        'A' or 'B' or 'C' or 'F' or 'G' => Help.Us,
        'D' => Help.Blocklist,
        'E' => Help.Self,
        'R' => Help.Recipient,
        _ => Help.Time,
    };
}
