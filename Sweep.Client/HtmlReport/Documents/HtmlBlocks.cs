using System.Globalization;
using System.Text.Json.Nodes;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Renders the parts of a section as HTML.</summary>
internal static class HtmlBlocks
{
    /// <param name="charts">Receives the charts' data; a chart's element carries its index.</param>
    public static void Render(Markup page, Block block, JsonArray charts)
    {
        switch (block)
        {
            case Paragraph paragraph: page.Element("p", paragraph.Text, ("class", paragraph.IsNote ? "note" : null)); break;
            case Heading heading: page.Element("h3", heading.Text); break;
            case FactList facts: Facts(page, facts); break;
            case Table table: HtmlTable.Render(page, table); break;
            case Code code:
                page.Open("pre", ("tabindex", "0"), ("aria-label", code.Language)).Element("code", code.Text).Close("pre");
                break;
            case Passage passage: page.Element("blockquote", passage.Text); break;
            case Chart chart: Figure(page, chart, charts); break;
            case ChartRow row: Row(page, row, charts); break;
            default: throw new InvalidOperationException($"A {block.GetType().Name} has no HTML.");
        }

        page.Line();
    }

    private static void Facts(Markup page, FactList list)
    {
        page.Open("dl");
        foreach (var (name, value) in list.Facts)
        {
            page.Open("div").Element("dt", name).Element("dd", value).Close("div");
        }

        page.Close("dl");
    }

    private static void Row(Markup page, ChartRow row, JsonArray charts)
    {
        page.Open("div", ("class", "row"));
        foreach (var chart in row.Charts) { Figure(page, chart, charts); }
        page.Close("div");
    }

    private static void Figure(Markup page, Chart chart, JsonArray charts)
    {
        var index = charts.Count.ToString(CultureInfo.InvariantCulture);
        charts.Add(new JsonObject { ["kind"] = chart.Kind, ["data"] = chart.Data });
        page.Open("figure", ("class", chart.Kind)).Element("figcaption", chart.Caption);
        page.Open("div", ("class", "chart"), ("role", "img"), ("aria-label", chart.Alternative), ("data-chart", index)).Close("div")
            .Close("figure");
    }
}
