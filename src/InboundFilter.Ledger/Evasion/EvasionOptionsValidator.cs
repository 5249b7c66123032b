using Microsoft.Extensions.Options;

namespace InboundFilter.Ledger.Evasion;

/// <summary>Checks the ranges of <see cref="EvasionOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class EvasionOptionsValidator : IValidateOptions<EvasionOptions>;
