using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Server;

/// <summary>Checks the ranges that <see cref="SmtpServerOptions"/> and <see cref="SmtpLimits"/> state.</summary>
[OptionsValidator]
public sealed partial class SmtpServerOptionsValidator : IValidateOptions<SmtpServerOptions>;
