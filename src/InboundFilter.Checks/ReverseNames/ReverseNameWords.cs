using System.Collections.Frozen;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>The words that reverse names are made of, in the languages in which networks name their lines.</summary>
/// <remarks>
/// Words are runs of letters, except a few with a digit inside. A word of one or two letters counts only at the beginning of a
/// part between hyphens, dots or underscores, since hexadecimal and random labels hold such runs by chance.
/// </remarks>
internal static class ReverseNameWords
{
    private static readonly (NameWordKind Kind, string Words)[] Whole =
    [
        (NameWordKind.Filler, "ip ipv ips host hst hosts net node pc cl ptr rev reverse revip addr lan wan unknown unassigned unnasigned unused port red in inaddr"),
        (NameWordKind.Customer, "cust custs customer customers client clients cliente clientes clienti clnt user users usr usuario usuarios kunde kunden subscriber subscribers abonent abonado abonne priv surfer genericrev"),
        (NameWordKind.Service, "home homes pool pools pooles bb nat cgnat dnat mobile mobil fiber fibre fibra fib broad lightspeed ngn"),
        (NameWordKind.Residence, "res resi residential residencial residence wline hsi hsia pp tbcn lns bras bas nas ras tnt ubr nrp cuda cmts dslam bng ipngn ipxg ipbf ipbffx ipad ipadfx ipoe"),
        (NameWordKind.Access, "dsl sdi din ppp cable catv cbl cm cdm cpe modem modemcable cablemodem cblmdm docsis hsd dip dialin dial isdn vpdn pptp l2tp ipd ftth fttb fttx fttc fttp pon gpon epon umts gprs hspa hsdpa lte cdma evdo wimax 3g 4g 5g fbx abo wlan wifi wireless wireles resnet dorm adslgp broadband bredband breitband kabel kabelnet bbcust bbcustomer dclient cablelink"),
        (NameWordKind.Assigned, "adsl vdsl xdsl udsl adslplus dhcp dialup dialups pppoe pppoa ppoe"),
        (NameWordKind.Dynamic, "dyn dynip dyndsl dynadsl dynpool dyncable dhcpdyn"),
        (NameWordKind.Static, "static sta stat stc fix fixe fixed fixip fest feste fija fijo estatico estatica statique statico biz business busi buss corp corporat corporate corporativo empresa empresas enterprise ded dedicado dedicada b2b rrcs wsip leased leasedline smb sme commercial comercial dia"),
        (NameWordKind.Hosting, "server servers serv srv svr vps vds vserver kvm vm dedicated dedi colo colocation coloc hosted hosting webhost cloud compute rootserver serverdedicati lvps"),
        (NameWordKind.Equipment, "www web webs gw gwy gate gateway fw firewall vpn proxy router rtr core edge lb prod app apps db dmz office cluster backup cp panel cpanel plesk whm sw switch dynamics dynamicweb"),
        (NameWordKind.Server, "mx ns dns nameserver ftp list lists post posta poste postal correo courrier courier pop imap exchange exch owa autodiscover lotus domino groupware notify notification notifications alert alerts campaign campaigns marketing protection filter smarthost submission forward forwarder fwd obs omr omc msg msgs transport remote zimbra barracuda ironport esa spam antispam antivirus listman majordomo mlist"),
        (NameWordKind.Mail, "out outgoing send sender senders sendmail bounce bounces news newsletter newsletters delivery deliver dispatch"),
    ];

    // The first that fits decides, so mail words stand first: "dslmail" is a mail word.
    private static readonly NameAffix[] Affixes =
    [
        new("mail", AffixPlace.Anywhere, NameWordKind.Mail),
        new("smtp", AffixPlace.Anywhere, NameWordKind.Mail),
        new("mta", AffixPlace.Anywhere, NameWordKind.Mail),
        new("relay", AffixPlace.Anywhere, NameWordKind.Mail),
        new("mout", AffixPlace.End, NameWordKind.Mail),
        new("outbound", AffixPlace.Anywhere, NameWordKind.Mail),
        new("mxout", AffixPlace.Anywhere, NameWordKind.Mail),
        new("postfix", AffixPlace.Anywhere, NameWordKind.Mail),
        new("exim", AffixPlace.Anywhere, NameWordKind.Mail),
        new("newsletter", AffixPlace.Anywhere, NameWordKind.Mail),
        new("listserv", AffixPlace.Anywhere, NameWordKind.Mail),
        new("mx", AffixPlace.Start, NameWordKind.Server, 5),
        new("mx", AffixPlace.End, NameWordKind.Server, 4),
        new("web", AffixPlace.Start, NameWordKind.Server, 6),
        new("static", AffixPlace.Anywhere, NameWordKind.Static),
        new("staticip", AffixPlace.Anywhere, NameWordKind.Static),
        new("estatic", AffixPlace.Anywhere, NameWordKind.Static),
        new("dynamic", AffixPlace.Anywhere, NameWordKind.Dynamic),
        new("dinam", AffixPlace.Anywhere, NameWordKind.Dynamic),
        new("dynip", AffixPlace.Anywhere, NameWordKind.Dynamic),
        new("dhcp", AffixPlace.Anywhere, NameWordKind.Assigned),
        new("pppoe", AffixPlace.Anywhere, NameWordKind.Assigned),
        new("dialup", AffixPlace.Anywhere, NameWordKind.Assigned),
        new("dialin", AffixPlace.Anywhere, NameWordKind.Assigned),
        new("adsl", AffixPlace.Anywhere, NameWordKind.Assigned),
        new("server", AffixPlace.End, NameWordKind.Hosting),
        new("dsl", AffixPlace.Start, NameWordKind.Access),
        new("dsl", AffixPlace.End, NameWordKind.Access),
        new("modem", AffixPlace.Anywhere, NameWordKind.Access),
        new("catv", AffixPlace.Anywhere, NameWordKind.Access),
        new("cable", AffixPlace.Start, NameWordKind.Access),
        new("cable", AffixPlace.End, NameWordKind.Access),
        new("broadband", AffixPlace.Anywhere, NameWordKind.Access),
        new("wimax", AffixPlace.Anywhere, NameWordKind.Access),
        new("pool", AffixPlace.End, NameWordKind.Service),
        new("residen", AffixPlace.Start, NameWordKind.Residence),
        new("customer", AffixPlace.Anywhere, NameWordKind.Customer),
        new("subscr", AffixPlace.Start, NameWordKind.Customer),
        new("client", AffixPlace.Anywhere, NameWordKind.Customer),
    ];

    // Words in the organisation's own domain that clear a name with nothing against it but an address.
    private static readonly NameAffix[] OrganisationAffixes =
    [
        new("mail", AffixPlace.Anywhere, NameWordKind.Mail),
        new("smtp", AffixPlace.Anywhere, NameWordKind.Mail),
        new("newsletter", AffixPlace.Anywhere, NameWordKind.Mail),
        new("server", AffixPlace.Anywhere, NameWordKind.Hosting),
        new("srv", AffixPlace.End, NameWordKind.Hosting),
        new("host", AffixPlace.Anywhere, NameWordKind.Hosting),
        new("vps", AffixPlace.Anywhere, NameWordKind.Hosting),
        new("cloud", AffixPlace.Anywhere, NameWordKind.Hosting),
        new("usercontent", AffixPlace.End, NameWordKind.Hosting),
        new("layer", AffixPlace.End, NameWordKind.Hosting),
        new("colocation", AffixPlace.Anywhere, NameWordKind.Hosting),
        new("dedicated", AffixPlace.Anywhere, NameWordKind.Hosting),
        new("datacenter", AffixPlace.Anywhere, NameWordKind.Hosting),
    ];

    private static readonly FrozenDictionary<string, NameWordKind>.AlternateLookup<ReadOnlySpan<char>> Words =
        Whole.SelectMany(static row => row.Words.Split(' ').Select(word => (Word: word, row.Kind)))
            .GroupBy(static pair => pair.Word, StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key, static group => group.Max(pair => pair.Kind), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Judges one word of the host part, in lower case.</summary>
    public static NameWordKind KindOf(ReadOnlySpan<char> word) =>
        Words.TryGetValue(word, out var kind) ? kind : ByAffix(Affixes, word);

    /// <summary>Judges the first label of the organisational domain: mail, hosting or nothing.</summary>
    public static NameWordKind KindOfOrganisation(ReadOnlySpan<char> label) => ByAffix(OrganisationAffixes, label);

    private static NameWordKind ByAffix(NameAffix[] affixes, ReadOnlySpan<char> word)
    {
        foreach (var affix in affixes)
        {
            if (affix.IsIn(word))
            {
                return affix.Kind;
            }
        }

        return NameWordKind.None;
    }
}
