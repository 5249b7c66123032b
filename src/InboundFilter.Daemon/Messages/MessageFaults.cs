using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Daemon.Messages;

/// <summary>The faults of a message in words: <c>From: repeated</c>, <c>missing-close</c>.</summary>
internal static class MessageFaults
{
    public static IEnumerable<string> Of(ParsedMessage message)
    {
        foreach (var fault in message.Fields.Faults)
        {
            string kind = KebabCase.Of(fault.Kind.ToString());
            yield return fault.Field.Length == 0 ? kind : $"{fault.Field}: {kind}";
        }

        foreach (var fault in message.Mime.Faults)
        {
            yield return KebabCase.Of(fault.ToString());
        }
    }
}
