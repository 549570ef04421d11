using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>
/// Renders the report as one HTML file that loads nothing else: it contains the style, the scripts and the charting library.
/// </summary>
internal static class HtmlPage
{
    // Even if a text of the report contained markup, the browser would fetch nothing and send nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri "
        + "'none'; form-action 'none'";

    public static string Render(ReportDocument document)
    {
        var page = new Markup();
        var charts = new JsonArray();
        Head(page, document.Title);
        page.Open("body").Open("header").Element("h1", document.Title).Element("p", document.Lead).Close("header").Line();
        Contents(page, document.Sections);
        page.Open("main").Line();
        foreach (var section in document.Sections)
        {
            page.Open("section", ("id", section.Id), ("aria-labelledby", $"{section.Id}-title"));
            page.Element("h2", section.Title, ("id", $"{section.Id}-title")).Line();
            foreach (var block in section.Blocks) { HtmlBlocks.Render(page, block, charts); }
            page.Close("section").Line();
        }

        page.Close("main").Line();
        Scripts(page, charts);
        return page.Close("body").Close("html").Line().ToString();
    }

    private static void Head(Markup page, string title)
    {
        page.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head").Open("meta", ("charset", "utf-8")).Line();
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).Line();
        page.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Open("meta", ("name", "color-scheme"), ("content", "light dark")).Line();
        page.Element("title", title).Raw("<link rel=\"icon\" href=\"data:,\">\n");
        page.Open("style").Raw(PageFiles.Style).Close("style").Close("head").Line();
    }

    private static void Contents(Markup page, IReadOnlyList<Section> sections)
    {
        page.Open("nav", ("aria-label", "Contents")).Open("ul");
        foreach (var section in sections)
        {
            page.Open("li").Element("a", section.Title, ("href", $"#{section.Id}")).Close("li");
        }

        page
            .Close("ul")
            .Close("nav")
            .Line()
            .Raw("<noscript><p class=\"note\">The charts need JavaScript; all numbers are in the tables.</p></noscript>\n");
    }

    private static void Scripts(Markup page, JsonArray charts)
    {
        // The default encoder escapes <, > and & in JSON, so that no text in it can end the element.
        page
            .Open("script", ("type", "application/json"), ("id", "charts"))
            .Raw(charts.ToJsonString(JsonSerializerOptions.Default))
            .Close("script")
            .Line();
        foreach (var script in PageFiles.Scripts)
        {
            page.Open("script").Raw(script).Close("script").Line();
        }
    }
}
