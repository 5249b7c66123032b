using Microsoft.Extensions.Options;

namespace InboundFilter.Dns;

/// <summary>Checks the ranges of <see cref="DnsResolverOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class DnsResolverOptionsValidator : IValidateOptions<DnsResolverOptions>;
