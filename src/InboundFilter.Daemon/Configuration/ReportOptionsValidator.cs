using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Checks that the addresses of <c>reports</c> are in domains of ours, and each for one thing.</summary>
internal sealed class ReportOptionsValidator(ProblemList problems, YamlBinder binder, FilterOptions options)
{
    public void Validate()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Check("spam", options.Reports.Spam, taken);
        Check("ham", options.Reports.Ham, taken);
        Check("abuse", options.Reports.Abuse, taken);
        if (taken.Count > 0 && options.Ledger is null)
        {
            problems.Warning(binder.Locate(options, "reports"), "reports has addresses, but the ledger is off, so no report can be kept", "write ledger: {sqlite: FILE}, or remove reports");
        }
    }

    private void Check(string key, string? address, HashSet<string> taken)
    {
        if (address is null)
        {
            return;
        }

        int at = address.LastIndexOf('@');
        var place = binder.Locate(options.Reports, key);
        string example = $"write one such as {(key == "abuse" ? key : $"report-{key}")}@{options.Domains.Keys.Select(d => d.Value).FirstOrDefault() ?? "example.test"}";
        if (at <= 0 || !DomainName.TryParse(address.AsSpan(at + 1), out var domain))
        {
            problems.Fault(place, $"reports.{key}: {Quoted.Of(address)} is no mail address", example);
        }
        else if (!options.Domains.ContainsKey(domain))
        {
            problems.Fault(place, $"reports.{key}: {Quoted.Of(domain.Value)} is not a domain of ours", example);
        }
        else if (!taken.Add(address))
        {
            problems.Fault(place, $"reports.{key}: {Quoted.Of(address)} stands here twice", "give each an address of its own");
        }
    }
}
