using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>The options of <c>export --format tensorboard</c>.</summary>
internal sealed class LogExportInputs
{
    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "With --format tensorboard: continues to write until the sweep is finished.",
    };

    private readonly Option<bool> _nameValues = new("--name-values")
    {
        Description = "With --format tensorboard: names each run by what varies, such as trial-0003,cell=basic,learning_rate=0.05.",
    };

    private readonly Option<string?> _grafana = new("--grafana")
    {
        Description = "With --format tensorboard: Grafana's address, to which the files link each trial; "
            + $"by default {GrafanaAddress.Variable}.",
        HelpName = "URL",
    };

    private Option[] All => [_follow, _nameValues, _grafana];

    public void AddTo(Command verb)
    {
        foreach (var option in All) { verb.Add(option); }
    }

    /// <exception cref="SherlockException">One of them was given, though the format is another.</exception>
    public void RequireNone(ParseResult arguments)
    {
        if (All.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new SherlockException($"{given.Name} is for --format tensorboard.");
        }
    }

    /// <exception cref="SherlockException">Grafana's address is none.</exception>
    public EventFileExportRequest Read(ParseResult arguments, CommandContext context, string folder) =>
        new(folder, arguments.GetValue(_follow)) { NamesValues = arguments.GetValue(_nameValues), Grafana = Grafana(arguments, context) };

    private GrafanaAddress? Grafana(ParseResult arguments, CommandContext context)
    {
        var (text, where) = arguments.GetValue(_grafana) is { } given
            ? (given, _grafana.Name)
            : (context.Variable(GrafanaAddress.Variable), GrafanaAddress.Variable);
        return string.IsNullOrWhiteSpace(text) && where == GrafanaAddress.Variable
            ? null
            : GrafanaAddress.TryParse(text!) ?? throw new SherlockException(
                $"{where} is {Spelling.Quote(text!)}; allowed: {GrafanaAddress.Allowed}.");
    }
}
