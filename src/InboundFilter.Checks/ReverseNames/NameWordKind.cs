namespace InboundFilter.Checks.ReverseNames;

/// <summary>What one word in a host name hints at.</summary>
internal enum NameWordKind
{
    None,

    /// <summary>Stands in front of numbers in generated names and says nothing itself: ip, host, net.</summary>
    Filler,

    /// <summary>Somebody's customer: cust, client, user. Of weight only beside an address or a number.</summary>
    Customer,

    /// <summary>A kind of consumer service that is also a plain word: home, pool, mobile. Counts beside an address, or as a zone with a long number.</summary>
    Service,

    /// <summary>Living quarters and the equipment that gathers their lines: res, lns, bras, cmts. Weighs a little more than <see cref="Customer"/>.</summary>
    Residence,

    /// <summary>Access technique: cable, dsl, ppp, cpe. Needs a number beside it.</summary>
    Access,

    /// <summary>Address assignment or dial-in said in so many words: dhcp, dialup, adsl, pppoe.</summary>
    Assigned,

    /// <summary>The word dynamic in any form. Nothing but a mail word outweighs it.</summary>
    Dynamic,

    /// <summary>Says that the line is fixed: static, biz, dedicated.</summary>
    Static,

    /// <summary>A rented machine: server, vps, colo. Makes a name with an address in it static.</summary>
    Hosting,

    /// <summary>Equipment of a network: gw, fw, node, app. Outweighs words, not an address.</summary>
    Equipment,

    /// <summary>A service that servers offer: mx, ns, www, lists.</summary>
    Server,

    /// <summary>The business of sending mail: mail, smtp, mta, relay, outbound.</summary>
    Mail,
}
