using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Trace;

/// <summary>Finds the Authentication-Results fields of an incoming message that claim to be ours and must not reach a reader (RFC 8601 §5).</summary>
/// <remarks>
/// Fields under other names stay, as do ARC-Authentication-Results with whatever name, since a chain is checked by its signatures. Fields that
/// the header reader does not see (<see cref="HeaderFault.TooLong"/>, <see cref="HeaderFault.TooManyFields"/>) are not found here: a message
/// with these faults should not be passed on as judged.
/// </remarks>
/// <param name="authservId">Our name, as <see cref="AuthenticationResultsField"/> writes it.</param>
public sealed class AuthenticationResultsFilter(string authservId)
{
    /// <summary>The stretches of the message that hold such fields, whole, with their last line end; in order, touching ones joined.</summary>
    /// <param name="header">The header of the message itself, read from its first octet.</param>
    public IReadOnlyList<OctetRange> ForgedIn(MessageHeader header)
    {
        var ranges = new List<OctetRange>();
        foreach (var field in header.All(AuthenticationResultsField.Name).Where(f => AuthservId.IsIn(f.Value, authservId)))
        {
            if (ranges.Count > 0 && ranges[^1] is var last && last.End == field.Offset)
            {
                ranges[^1] = last with { Length = last.Length + field.Raw.Length };
            }
            else
            {
                ranges.Add(new OctetRange(field.Offset, field.Raw.Length));
            }
        }

        return ranges;
    }
}
