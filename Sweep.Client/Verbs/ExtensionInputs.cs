using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>The options that give a search more to use.</summary>
internal sealed class ExtensionInputs
{
    private readonly Option<int?> _trials = Inputs.AtLeast(1, new Option<int?>("--trials")
    {
        Description = "Lets a search have so many trials more.",
        HelpName = "N",
    });

    private readonly Option<double?> _hours = new("--hours")
    {
        Description = "Lets a search use so many hours of slot time more.",
        HelpName = "N",
    };

    private readonly Option<long?> _steps = new("--steps")
    {
        Description = "Lets the trials of a search make so many steps more.",
        HelpName = "N",
    };

    public ExtensionInputs()
    {
        _hours.Validators.Add(result =>
        {
            if (Number(result) is <= 0 and var hours)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--hours is {hours}; allowed: a number above 0."));
            }
        });
        _steps.Validators.Add(result =>
        {
            if (Number(result) is <= 0 and var steps)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--steps is {steps}; allowed: a whole number from 1."));
            }
        });
    }

    // What is no number has an error of its own.
    private static double? Number(OptionResult result) =>
        result.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public void AddTo(Command verb)
    {
        verb.Add(_trials);
        verb.Add(_hours);
        verb.Add(_steps);
    }

    /// <summary>What the command line gives; null if it gives nothing.</summary>
    public SearchBudget? Read(ParseResult arguments)
    {
        var more = new SearchBudget(arguments.GetValue(_trials), arguments.GetValue(_hours), arguments.GetValue(_steps));
        return more == new SearchBudget() ? null : more;
    }

    /// <summary>Says what more there is: <c>100 trials and 2 hours more</c>.</summary>
    public static string Describe(SearchBudget more)
    {
        string?[] parts =
        [
            Text(more.Trials, more.Trials == 1 ? "trial" : "trials"),
            Text(more.Hours, more.Hours == 1 ? "hour" : "hours"),
            Text(more.Steps, more.Steps == 1 ? "step" : "steps"),
        ];
        return $"{string.Join(" and ", parts.OfType<string>())} more";
    }

    private static string? Text<T>(T? number, string unit)
        where T : struct, IFormattable => number is { } some ? $"{some.ToString(null, CultureInfo.InvariantCulture)} {unit}" : null;
}
