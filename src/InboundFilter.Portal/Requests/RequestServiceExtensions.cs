using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Requests;

/// <summary>Registers what the pages of requests stand on.</summary>
internal static class RequestServiceExtensions
{
    public static IServiceCollection AddPortalRequests(this IServiceCollection services) => services
        .AddSingleton<ReferenceLimit>()
        .AddSingleton<SenderCases>()
        .AddSingleton<DnsProofs>()
        .AddSingleton<RequestMailer>()
        .AddSingleton<PostmasterProofs>()
        .AddSingleton<AnswerMails>()
        .AddHostedService(p => p.GetRequiredService<AnswerMails>());
}
