using System.Text.Json.Nodes;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Writes a section as JSON, from which the dashboard builds what the report has.</summary>
internal static class SectionJson
{
    public static JsonObject Of(Section section) => new()
    {
        ["id"] = section.Id,
        ["title"] = section.Title,
        ["blocks"] = Phrases.Array(section.Blocks, Of),
    };

    private static JsonObject Of(Block block) => block switch
    {
        Paragraph paragraph => new() { ["kind"] = "paragraph", ["text"] = paragraph.Text, ["is_note"] = paragraph.IsNote },
        Heading heading => new() { ["kind"] = "heading", ["text"] = heading.Text },
        FactList list => new()
        {
            ["kind"] = "facts",
            ["facts"] = Phrases.Array(list.Facts, fact => (JsonNode)new JsonArray(fact.Name, fact.Value)),
        },
        Table table => Of(table),
        Code code => new() { ["kind"] = "code", ["text"] = code.Text, ["language"] = code.Language },
        Passage passage => new() { ["kind"] = "passage", ["text"] = passage.Text },
        Chart chart => new()
        {
            ["kind"] = "chart",
            ["chart"] = chart.Kind,
            ["caption"] = chart.Caption,
            ["alternative"] = chart.Alternative,
            ["data"] = chart.Data,
        },
        ChartRow row => new() { ["kind"] = "row", ["charts"] = Phrases.Array(row.Charts, Of) },
        _ => throw new InvalidOperationException($"A {block.GetType().Name} has no JSON."),
    };

    private static JsonObject Of(Table table) => new()
    {
        ["kind"] = "table",
        ["caption"] = table.Caption,
        ["columns"] = Phrases.Array(
            table.Columns, column => new JsonObject { ["title"] = column.Title, ["is_number"] = column.IsNumber }),
        ["rows"] = Phrases.Array(table.Rows, row => Phrases.Array(row, Of)),
        ["is_sortable"] = table.IsSortable,
    };

    private static JsonObject Of(Cell cell)
    {
        var json = new JsonObject { ["text"] = cell.Text };
        if (cell.Order is { } order && double.IsFinite(order)) { json["order"] = order; }
        if (cell.Mark is { } mark) { json["mark"] = mark; }
        return json;
    }
}
