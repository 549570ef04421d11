using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Sweep.Client.Claims;
using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>Builds the sections of a sweep's report for the dashboard. Only the data that a section needs is read.</summary>
internal sealed class SweepSections(ApiSource source, TimeProvider time)
{
    private static readonly string _version = ProgramVersion.Of(typeof(SweepSections).Assembly);

    /// <summary>The sections that a sweep has.</summary>
    public static IEnumerable<string> Of(ApiSource source, SweepLook look) => ReportBuilder.Parts.Where(part => part switch
    {
        "findings" => look.Sweep.Spec.Claims.Length > 0,
        "rungs" => look.Sweep.Spec.Stop is not null,
        "parallel" or "effects" => PlotAxis.Of(look.Sweep).Count > 0,
        "words" => source.Workbench?.Models.CanWrite(look.Sweep.Spec) ?? false,
        "distributions" => look.Sweep.Spec.Schema.Histograms.Length > 0,
        _ => true,
    });

    /// <returns>The section; null if the sweep does not have it.</returns>
    public async Task<JsonObject?> ReadAsync(SweepSummary sweep, string part, CancellationToken cancellationToken)
    {
        var claims = part == "findings" ? sweep.Spec.Claims : [];
        var findings = await ClaimCheck.RunAsync(source.Reader, sweep, claims, cancellationToken);
        var facts = await new ReportReader(source.Reader, source.Workbench, _ => { })
            .ReadAsync(sweep, [part], findings, Origin(sweep), cancellationToken);
        return ReportBuilder.Build(facts, part).Sections is [var section] ? SectionJson.Of(section) : null;
    }

    private Origin Origin(SweepSummary sweep) => new(
        time.GetUtcNow(),
        _version,
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription.Trim()}, {Environment.ProcessorCount} cores",
        $"dotnet run -c Release --project Sweep.Silo -- report {sweep.Id:n}");
}
