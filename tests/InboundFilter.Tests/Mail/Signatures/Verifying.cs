using System.Text;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Tests.Mail.Signatures;

/// <summary>Puts whole messages through a verifier.</summary>
internal static class Verifying
{
    /// <param name="message">One char per octet.</param>
    /// <param name="piece">Octets of the body that come at once, at most.</param>
    public static async Task<SignatureResults> MessageAsync(SignatureVerifier verifier, string message, int piece = int.MaxValue)
    {
        byte[] octets = Encoding.Latin1.GetBytes(message);
        var collector = new HeaderCollector(HeaderLimits.Default);
        int taken = collector.Append(octets);
        using var verification = verifier.Begin(collector.Read(), CancellationToken.None);
        while (taken < octets.Length)
        {
            int length = Math.Min(piece, octets.Length - taken);
            verification.Append(octets.AsSpan(taken, length));
            taken += length;
        }

        return await verification.CompleteAsync(CancellationToken.None);
    }
}
