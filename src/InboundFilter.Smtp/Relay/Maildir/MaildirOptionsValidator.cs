using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>Checks that nothing is missing in <see cref="MaildirOptions"/>.</summary>
[OptionsValidator]
public sealed partial class MaildirOptionsValidator : IValidateOptions<MaildirOptions>;
