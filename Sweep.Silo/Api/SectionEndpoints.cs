using Sweep.Client.HtmlReport;

namespace Sweep.Silo.Api;

/// <summary>The sections of a sweep's report, as the dashboard draws them.</summary>
internal static class SectionEndpoints
{
    public static void MapSections(this IEndpointRouteBuilder api) => api.MapGet("/sweeps/{id}/sections/{section}", ReadAsync)
        .WithSummary("One section of the sweep's report, as blocks of text, tables and charts.");

    private static Task<Answer> ReadAsync(
        HttpContext context, string id, string section, SweepFinder finder, SweepSections sections, SweepWatches watches) =>
        ReportBuilder.Parts.Contains(section)
            ? watches.AnswerAsync(context, id, token => BuildAsync(id, section, finder, sections, token))
            : throw Missing($"There is no section '{section}'");

    private static async Task<Answer> BuildAsync(
        string id, string section, SweepFinder finder, SweepSections sections, CancellationToken cancellationToken)
    {
        var sweep = await finder.SweepAsync(id, cancellationToken);
        return await sections.ReadAsync(sweep, section, cancellationToken) is { } found
            ? Answer.Of(found)
            : throw Missing($"{sweep.Folder} has no section '{section}'");
    }

    private static ApiException Missing(string what) =>
        ApiException.NotFound($"{what}; sections: {string.Join(", ", ReportBuilder.Parts)}.");
}
