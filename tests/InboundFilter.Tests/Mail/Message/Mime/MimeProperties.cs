using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

/// <summary>What holds for every message, whatever is in it.</summary>
public sealed class MimeProperties
{
    private static readonly MimeLimits Narrow = new() { MaxParts = 9, MaxDepth = 4, MaxPartHeaderOctets = 60, MaxHeaderOctets = 200, MaxPartFields = 2, MaxBoundaryLength = 5 };

    [Test]
    public void Any_split_gives_the_same_structure()
    {
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            byte[] message = RandomMessages.Any(random);
            var limits = random.Next(2) == 0 ? MimeLimits.Default : Narrow;
            string whole = MimeOutline.Full(MessagePieces.ParseAsync(message, limits).Result.Mime);
            return Enumerable.Range(0, 5).All(_ => MimeOutline.Full(MessagePieces.ParseAsync(MessagePieces.Of(message, random), limits).Result.Mime) == whole);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Test]
    public void Parts_lie_within_each_other_and_the_message()
    {
        Prop.ForAll<int>(seed =>
        {
            byte[] message = RandomMessages.Any(new Random(seed));
            MimeAssertions.IsSound(MessagePieces.ParseAsync(message).Result, message.Length);
            MimeAssertions.IsSound(MessagePieces.ParseAsync(message, Narrow).Result, message.Length, Narrow);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }
}
