using System.CommandLine;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class GridsVerb : Verb
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "The grid to print, unchanged; by default, all of them are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = Inputs.Json();

    public GridsVerb(CommandContext context)
        : base(
            context,
            "grids",
            "Lists the grids that come with the program, or prints one, to change it.",
            "grids layer-sizes > my.yaml")
    {
        Add(_name);
        _name.Offer(_ => BuiltInGrids.Names);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var json = arguments.GetValue(_json);
        if (arguments.GetValue(_name) is { } name)
        {
            var text = BuiltInGrids.Text(name) ?? throw Unknown(name);
            if (json) { Context.Print(Json(name, text).ToText()); }
            else { Context.PrintDocument(text); }
            return Task.FromResult(CommandLine.Done);
        }

        var grids = BuiltInGrids.Names.Select(known => (Name: known, Text: BuiltInGrids.Text(known)!)).ToList();
        if (json) { Context.Print(JsonText.Array(grids.Select(grid => Json(grid.Name, grid.Text))).ToText()); }
        else { Context.Page.Write(GridsTable.Render(grids, Context.Page.Profile.Width)); }
        return Task.FromResult(CommandLine.Done);
    }

    private static JsonObject Json(string name, string text) => new()
    {
        ["name"] = name,
        ["about"] = BuiltInGrids.About(text),
        ["text"] = text,
    };

    private static SherlockException Unknown(string name)
    {
        var hint = Spelling.Hint(name, BuiltInGrids.Names);
        return new($"No grid {Spelling.Quote(name)} comes with the program{(hint.Length > 0 ? hint : ": 'grids' lists those that do.")}");
    }
}
