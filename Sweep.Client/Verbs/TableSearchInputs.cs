using System.CommandLine;
using Sweep.Grains;
using Sweep.Grains.Search;

namespace Sweep.Client.Verbs;

/// <summary>How a table of the user's own is searched.</summary>
/// <param name="Objective">The column of the results; null: the last one.</param>
internal sealed record TableSearchRequest(string Path, string? Objective, bool IsMaximized, string Sampler, int Trials, int Slots);

/// <summary>The options of <c>bench search --table</c>.</summary>
internal sealed class TableSearchInputs
{
    private readonly Option<string?> _table = Inputs.NotBlank("a file", new Option<string?>("--table")
    {
        Description = "Searches this table of results instead.",
        HelpName = "FILE",
    });

    private readonly Option<string?> _objective = new("--objective")
    {
        Description = "With --table: the column of the results; by default, the last one.",
        HelpName = "COLUMN",
    };

    private readonly Option<string> _goal = Inputs.OneOf(["minimize", "maximize"], "--goal", "With --table: which results are better.");

    private readonly Option<string> _sampler = Inputs.OneOf(
        [.. Samplers.Names], "--sampler", "With --table: what chooses the trials.");

    private readonly Option<int> _trials = Inputs.AtLeast(1, new Option<int>("--trials")
    {
        Description = "With --table: the number of trials.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    });

    private readonly Option<int> _slots = Inputs.AtLeast(1, new Option<int>("--slots")
    {
        Description = "With --table: the number of trials at once, on the virtual clock.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    });

    public void AddTo(Command verb)
    {
        verb.Add(_table);
        foreach (var option in Details) { verb.Add(option); }
    }

    private Option[] Details => [_objective, _goal, _sampler, _trials, _slots];

    /// <returns>Null if no table is to be searched.</returns>
    /// <exception cref="SherlockException">An option is for a table, and none is named.</exception>
    public TableSearchRequest? Read(ParseResult arguments)
    {
        if (arguments.GetValue(_table) is { } path)
        {
            return new(
                path, arguments.GetValue(_objective), arguments.GetRequiredValue(_goal) == "maximize", arguments.GetRequiredValue(_sampler),
                arguments.GetRequiredValue(_trials), arguments.GetRequiredValue(_slots));
        }

        return Details.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } given
            ? throw new SherlockException($"{given.Name} is for --table.")
            : null;
    }
}
