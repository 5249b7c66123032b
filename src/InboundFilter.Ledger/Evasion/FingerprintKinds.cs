using System.Globalization;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Ledger.Evasion;

/// <summary>The kinds of <see cref="Ledger.Evidence.Fingerprint"/>. The words are stored; they are never renamed, and another meaning is another word.</summary>
public static class FingerprintKinds
{
    /// <summary>Organisational domain of a DKIM signature that passed.</summary>
    public const string DkimDomain = "dkim-domain";

    /// <summary>List-Id that names the organisation which SPF or DKIM vouches for.</summary>
    public const string ListId = "list-id";

    /// <summary>Any other List-Id: anybody may write it, so it counts only beside a like text.</summary>
    public const string UnprovenListId = "list-id-unproven";

    /// <summary>Address in From, whose organisation SPF or DKIM vouches for.</summary>
    public const string From = "from";

    /// <summary>Any other address in From; counts only beside a like text.</summary>
    public const string UnprovenFrom = "from-unproven";

    /// <summary>Organisational domain of the address in From; counts only beside a like text.</summary>
    public const string FromDomain = "from-domain";

    /// <summary>Organisational domain that the text links to; counts only beside a like text.</summary>
    public const string LinkDomain = "link-domain";

    /// <summary>The <see cref="SimilaritySketch"/>.</summary>
    public const string Text = "minhash";

    /// <summary>Those that messages are compared by. The bands follow from the text's own.</summary>
    internal static readonly IReadOnlyList<string> Compared = [Text, DkimDomain, ListId, From, UnprovenListId, UnprovenFrom, FromDomain, LinkDomain];

    private static readonly string[] Bands =
        [.. Enumerable.Range(0, SimilaritySketch.Bands).Select(i => string.Create(CultureInfo.InvariantCulture, $"minhash-band-{i}"))];

    /// <summary>One band of the sketch, for a store that finds only what is equal.</summary>
    /// <param name="index">0 to <see cref="SimilaritySketch.Bands"/> - 1.</param>
    public static string TextBand(int index) => Bands[index];
}
