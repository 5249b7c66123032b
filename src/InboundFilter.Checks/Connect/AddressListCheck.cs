using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers that the administrator has blocked by address, network or reverse name.</summary>
public sealed class AddressListCheck(TimeProvider time) : ICheck<ConnectFacts>
{
    public static readonly TroubleshootingCode AddressBlocked = new(
        "A.1", ReplyStatus.Refuse(550, 7, 1), null, "Your server is on our block list.");

    public CheckInfo Info { get; } = new("address-list", AddressBlocked) { ListReach = SpecificityRank.Individual };

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        var block = facts.Policy.Lists.Block;
        var now = time.GetUtcNow();
        string sentence = $"Your server {facts.ClientAddress} is on our block list.";
        if (block.FindAddress(facts.ClientAddress, now) is not null
            && block.Covering(new ListSubjects { Address = facts.ClientAddress }, now).Where(e => e.Kind is ListEntryKind.Ip).MostSpecific() is { } entry)
        {
            return entry.ObjectsAs(AddressBlocked, sentence);
        }

        if (!block.Has(ListEntryKind.ReverseName) || !facts.Sender.AddressIsUsable)
        {
            return Verdict.Clear;
        }

        // An unconfirmed name counts too: nobody takes a blocked name by mistake.
        var reverse = await facts.Sender.ReverseName;
        return reverse.Names.SelectMany(name => block.Covering(new ListSubjects { ReverseName = name }, now)).MostSpecific()?.ObjectsAs(AddressBlocked, sentence)
            ?? Verdict.Clear;
    }
}
