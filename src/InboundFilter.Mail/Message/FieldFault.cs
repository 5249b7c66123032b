namespace InboundFilter.Mail.Message;

/// <summary>One fault and its place.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Field">Name of the field in the spelling of its RFC where we know it, else as written; empty for the section as such.</param>
/// <param name="Index">Place among <see cref="MessageHeader.Fields"/>, from 0; -1 for what is missing, or for the section as such.</param>
public sealed record FieldFault(FieldFaultKind Kind, string Field, int Index);
