using System.Runtime.CompilerServices;
using System.Text;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Tests.Mail.Reports;

/// <summary>Reads reports out of texts.</summary>
internal static class Reading
{
    private static readonly PublicSuffixList Suffixes = PublicSuffixList.Read(new StringReader("com\nco.uk\nexample\nnet\norg\ntest\n"));

    public static Task<ReceivedReport> Report(string mail, ReportLimits? limits = null, int pieceOctets = int.MaxValue) =>
        Report(Octets(mail), limits, pieceOctets);

    public static async Task<ReceivedReport> Report(byte[] mail, ReportLimits? limits = null, int pieceOctets = int.MaxValue) =>
        await new ReportReader(Suffixes, limits ?? ReportLimits.Default).ReadAsync(
            await ParsedMessage.ReadAsync(Pieces(mail, pieceOctets), CancellationToken.None), Pieces(mail, pieceOctets), CancellationToken.None);

    public static async Task<ReceivedReport> Message(string mail)
    {
        byte[] octets = Octets(mail);
        return await new ReportReader(Suffixes, ReportLimits.Default).ReadMessageAsync(
            await ParsedMessage.ReadAsync(Pieces(octets), CancellationToken.None), Pieces(octets), CancellationToken.None);
    }

    public static byte[] Octets(string mail) => Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(
        byte[] octets, int size = int.MaxValue, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        for (int at = 0; at < octets.Length; at += Math.Min(size, octets.Length - at))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return octets.AsMemory(at, Math.Min(size, octets.Length - at));
        }
    }
}
