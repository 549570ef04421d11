using System.CommandLine;
using System.Globalization;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Makes the arguments and options that several verbs share.</summary>
internal static class Inputs
{
    public static Argument<string> Grid() => new("GRID")
    {
        Description = "The grid file (YAML), or a grid that comes with the program: 'grids' lists them.",
    };

    public static Argument<string> Sweep() =>
        new("SWEEP") { Description = "The sweep's name as 'list' shows it, its id, or a unique prefix of that." };

    public static Argument<string?> SweepOrNewest() => new("SWEEP")
    {
        Description = "The sweep's name as 'list' shows it, its id, or a unique prefix of that. By default the newest sweep.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Argument<string?> SweepTrialOrNewest() => new("SWEEP[/TRIAL]")
    {
        Description = "The sweep's name as 'list' shows it, its id, or a unique prefix of that; with a number, one trial of it: "
            + "layer-sizes/1. By default the newest sweep.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Argument<string> SweepOrTrial() => new("SWEEP[/TRIAL]")
    {
        Description = "The sweep's name as 'list' shows it, its id, or a unique prefix of that; with a number, one trial of it: "
            + "layer-sizes/1.",
    };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Changes the grid: corpus=sample, trial.epochs=2, grid.rnn_size=[8,16]. May be repeated.",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    public static Option<bool> Json() => new("--json") { Description = "Prints one JSON document." };

    public static Option<int> Slots(int cores) => AtLeast(1, new Option<int>("--slots")
    {
        Description = "Trials at once; by default, the cores of this machine.",
        HelpName = "N",
        DefaultValueFactory = _ => cores,
    });

    public static Option<int> BenchSlots() => AtLeast(1, new Option<int>("--slots")
    {
        Description = "Slots that work at once.",
        HelpName = "N",
        DefaultValueFactory = _ => 16,
    });

    public static Option<int> MaxTrials() => AtLeast(1, new Option<int>("--max-trials")
    {
        Description = "The largest grid that is accepted.",
        HelpName = "N",
        DefaultValueFactory = _ => GridFile.DefaultMaxTrials,
    });

    public static Option<bool> Last() =>
        new("--last") { Description = "Uses the newest checkpoint; by default the best, by which the trial is ranked." };

    public static Option<string> WordTable() =>
        OneOf(["input", "output"], "--table", "Whose word vectors: input (the embedding) or output (the output weights).");

    /// <summary>An option that takes one of a few words; the first word is the default.</summary>
    public static Option<string> OneOf(string[] words, string name, string description)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
        };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !words.Contains(token.Value))
            {
                var hint = Spelling.Hint(token.Value, words);
                result.AddError(
                    $"{name} is {Spelling.Quote(token.Value)}; allowed: {string.Join(", ", words)}{(hint.Length > 0 ? hint : ".")}");
            }
        });
        return option;
    }

    /// <summary>Refuses a missing or blank value with one line.</summary>
    /// <param name="allowed">The expected value.</param>
    public static TOption NotBlank<TOption>(string allowed, TOption option)
        where TOption : Option
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && string.IsNullOrWhiteSpace(token.Value))
            {
                result.AddError($"{option.Name} is {Spelling.Quote(token.Value)}; allowed: {allowed}.");
            }
        });
        return option;
    }

    /// <summary>Refuses smaller numbers, and larger ones if there is a most, with one line.</summary>
    public static TOption AtLeast<TOption>(int least, TOption option, int? most = null)
        where TOption : Option
    {
        option.Validators.Add(result =>
        {
            // If the value is not a number at all, the parser reports its own error.
            if (result.Tokens is [var token, ..]
                && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && (value < least || value > most))
            {
                var end = most is { } known ? $" to {known}" : "";
                result.AddError(
                    string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}; allowed: a whole number from {least}{end}."));
            }
        });
        return option;
    }
}
