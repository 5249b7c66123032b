using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Cases;

/// <summary>Registers what the administrators' pages on requests, blocks, grants and evidence need.</summary>
internal static class CaseServiceExtensions
{
    public static IServiceCollection AddPortalCases(this IServiceCollection services) => services
        .AddSingleton<AnswerTexts>()
        .AddSingleton<CaseRetest>()
        .AddSingleton<GrantCounter>()
        .AddSingleton<RequestCounter>();
}
