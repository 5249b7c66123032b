using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Relay;

/// <summary>Checks the ranges of <see cref="RelayOptions"/>.</summary>
[OptionsValidator]
public sealed partial class RelayOptionsValidator : IValidateOptions<RelayOptions>;
