using System.Globalization;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Renders a table that scrolls by itself, and that a reader can sort by a click or a key.</summary>
internal static class HtmlTable
{
    public static void Render(Markup page, Table table)
    {
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", table.Caption));
        page.Open("table", ("class", table.IsSortable ? "sortable" : null)).Element("caption", table.Caption).Open("thead").Open("tr");
        foreach (var column in table.Columns)
        {
            page.Open("th", ("scope", "col"), ("class", column.IsNumber ? "number" : null));
            _ = table.IsSortable ? page.Open("button", ("type", "button")).Name(column.Title).Close("button") : page.Name(column.Title);
            page.Close("th");
        }

        page.Close("tr").Close("thead").Open("tbody").Line();
        foreach (var row in table.Rows) { Row(page, table.Columns, row); }
        page.Close("tbody").Close("table").Close("div");
    }

    private static void Row(Markup page, IReadOnlyList<Column> columns, IReadOnlyList<Cell> row)
    {
        page.Open("tr");
        foreach (var (column, cell) in columns.Zip(row))
        {
            var kind = column.IsNumber ? "number" : null;
            var mark = (kind, cell.Mark) is (not null, not null) ? $"{kind} {cell.Mark}" : kind ?? cell.Mark;
            page.Element("td", cell.Text, ("class", mark), ("data-order", Order(cell)));
        }

        page.Close("tr").Line();
    }

    private static string? Order(Cell cell) =>
        cell.Order is { } order && double.IsFinite(order) ? order.ToString("R", CultureInfo.InvariantCulture) : null;
}
