using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Overview;

/// <summary>The words and colours of health.</summary>
internal static class HealthText
{
    public static string Of(HealthState state) => state switch
    {
        HealthState.Good => "well",
        HealthState.Warning => "look",
        _ => "broken",
    };

    /// <summary>Class of the style sheet.</summary>
    public static string ClassOf(HealthState state) => state switch
    {
        HealthState.Good => "good",
        HealthState.Warning => "warn",
        _ => "bad",
    };
}
