using Spectre.Console;

namespace Sweep.Client.Tables;

/// <summary>Defines the look of every table.</summary>
internal static class TableStyle
{
    public static Table Create() => new Table { Border = TableBorder.Simple, ShowRowSeparators = false }.Collapse();

    public static TableColumn Left(string header) => new TableColumn(Markup.Escape(header)).NoWrap();

    public static TableColumn Right(string header) => Left(header).RightAligned();

    public static Text Cell(string text) => new(text);
}
