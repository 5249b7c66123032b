using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Policy.Verdicts;

/// <summary>Finds the checks, so that adding one edits no list.</summary>
public static class CheckRegistration
{
    /// <summary>Registers every check class of an assembly as a singleton <see cref="ICheck"/>.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in FindChecks(assembly))
        {
            services.AddSingleton(typeof(ICheck), type);
        }

        return services;
    }

    /// <summary>The check classes of an assembly, in the order of their full names.</summary>
    public static IReadOnlyList<Type> FindChecks(Assembly assembly) =>
        [.. assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICheck))).OrderBy(t => t.FullName, StringComparer.Ordinal)];
}
