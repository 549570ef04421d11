using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Makes the text and the trial that a benchmark measures.</summary>
internal static class BenchTrial
{
    public static Argument<string?> Argument() => new("GRID")
    {
        Description = "The grid file whose corpus and trial are measured; by default, the sample text and every hyperparameter's default.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <exception cref="Grains.SherlockException">The grid has an error.</exception>
    public static SweepSpec Spec(CommandContext context, string? grid, string[] sets) => grid is null
        ? GridFile.Parse("name: bench\ncorpus: sample\n", "bench", context.Schemas, sets)
        : context.ReadGrid(grid, context.Schemas, sets, GridFile.DefaultMaxTrials);

    /// <summary>Whether the trial's model has recurrent cells; the window model has none.</summary>
    public static bool HasCells(Hyperparameters trial) =>
        trial.Names.Contains("cell") && !(trial.Names.Contains("model") && trial.Text("model") == "window");
}
