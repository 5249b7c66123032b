namespace InboundFilter.Checks.ReverseNames;

/// <summary>What the reverse name of a client says about its line.</summary>
public enum ReverseNameClass
{
    /// <summary>There is no reverse name.</summary>
    None,

    /// <summary>A machine's own name, such as a mail server has.</summary>
    Named,

    /// <summary>The name says that the line is fixed: static, business, dedicated.</summary>
    Static,

    /// <summary>The name says that it is an access line: dyn, dhcp, pool, adsl, ppp.</summary>
    Dynamic,

    /// <summary>The name is made of the address or of line numbers, and nothing in it tells what kind of line it is.</summary>
    Undisclosed,
}
