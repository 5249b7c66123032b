namespace InboundFilter.Policy.Verdicts;

/// <summary>What is done with a recipient or a message.</summary>
public enum Disposition
{
    /// <summary>Goes on as it is.</summary>
    Accept,

    /// <summary>Goes on with a header field that names the codes.</summary>
    Mark,

    /// <summary>4xx: the client may try again.</summary>
    Defer,

    /// <summary>5xx.</summary>
    Refuse,
}
