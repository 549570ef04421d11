using Spectre.Console.Rendering;
using Sweep.Grains.Grids;

namespace Sweep.Client.Tables;

/// <summary>Shows the grids that come with the program, one per line.</summary>
internal static class GridsTable
{
    public static IRenderable Render(IReadOnlyList<(string Name, string Text)> grids, int width) =>
        FittedTable.Render<(string Name, string Text)>(
            [
                new("grid", 0, true, grid => grid.Name),
                new("about", 1, true, grid => BuiltInGrids.About(grid.Text), IsCut: true),
            ],
            grids,
            width);
}
