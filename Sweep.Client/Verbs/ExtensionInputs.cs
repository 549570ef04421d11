using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>The options that give a search, or trials that are held, more to use.</summary>
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

    private readonly Option<long?> _resource = new("--resource")
    {
        Description = "Lets trials that are held train to so many epochs, or to so much of what their trainable counts, in all.",
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
        foreach (var option in new[] { _steps, _resource })
        {
            option.Validators.Add(result =>
            {
                if (Number(result) is <= 0 and var number)
                {
                    result.AddError(
                        string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {number}; allowed: a whole number from 1."));
                }
            });
        }
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
        verb.Add(_resource);
    }

    /// <summary>What the command line gives; null if it gives nothing.</summary>
    public SearchBudget? Read(ParseResult arguments)
    {
        var more = new SearchBudget(
            arguments.GetValue(_trials), arguments.GetValue(_hours), arguments.GetValue(_steps), arguments.GetValue(_resource));
        return more == new SearchBudget() ? null : more;
    }

    /// <summary>
    /// Says what more there is: <c>the search goes on with 100 trials and 2 hours more, and its trials train to 81 epochs</c>.
    /// </summary>
    /// <param name="resource">What training is counted in, in the plural.</param>
    public static string Describe(SearchBudget more, string resource)
    {
        var total = more.Resource is { } number ? $"trials train to {Numbers.Count(number)} {resource}" : null;
        if (more with { Resource = null } == new SearchBudget()) { return $"its {total}"; }
        return $"the search goes on with {Describe(more)} more{(total is null ? "" : $", and its {total}")}";
    }

    private static string Describe(SearchBudget more)
    {
        string?[] parts =
        [
            Text(more.Trials, more.Trials == 1 ? "trial" : "trials"),
            Text(more.Hours, more.Hours == 1 ? "hour" : "hours"),
            Text(more.Steps, more.Steps == 1 ? "step" : "steps"),
        ];
        return string.Join(" and ", parts.OfType<string>());
    }

    private static string? Text<T>(T? number, string unit)
        where T : struct, IFormattable => number is { } some ? $"{some.ToString(null, CultureInfo.InvariantCulture)} {unit}" : null;
}
