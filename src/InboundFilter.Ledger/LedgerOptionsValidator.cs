using Microsoft.Extensions.Options;

namespace InboundFilter.Ledger;

/// <summary>Checks the ranges of <see cref="LedgerOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class LedgerOptionsValidator : IValidateOptions<LedgerOptions>;
