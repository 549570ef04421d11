using System.CommandLine;
using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Terminal;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ValidateVerb : Verb
{
    private readonly Argument<string> _grid = Inputs.Grid();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<int> _maxTrials = Inputs.MaxTrials();
    private readonly Option<bool> _json = Inputs.Json();

    public ValidateVerb(CommandContext context)
        : base(
            context,
            "validate",
            "Checks a grid file and its corpus without training, and says how many trials and steps it means.",
            "validate layer-sizes --set trial.epochs=2 --json")
    {
        Add(_grid);
        Add(_set);
        Add(_maxTrials);
        Add(_json);
    }

    public override bool NeedsTrainer => true;

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_grid);
        await using var backend = Backend(arguments);
        var preparation = Require.Workbench(backend, "validate").Preparation;
        var sets = arguments.GetRequiredValue(_set);
        var spec = Context.ReadGrid(path, Context.Schemas, sets, arguments.GetRequiredValue(_maxTrials));
        if (GridFile.Note(spec, Context.Schemas) is { } older) { Context.Say($"note: {older}"); }
        var check = await GridCheck.RunAsync(Context, preparation, spec, path, sets, cancellationToken);
        foreach (var claim in spec.Claims)
        {
            if (claim.Obstacle(spec) is { } obstacle) { Context.Say($"note: the claim \"{claim.Says}\" will stay undecided: {obstacle}."); }
        }

        if (check.Notice is { } notice) { Context.Say($"note: {notice}"); }
        if (check is { Search: { } plan, Steps: { } steps }
            && await EarlierSpeed.FindAsync(backend, spec, cancellationToken) is { } speed)
        {
            // Early stopping leaves a share of the steps.
            var share = check.Stop is { Expected: { } expected } stopped ? (double)expected / stopped.InFull : 1;
            check = check with { Search = plan with { SlotTime = Shortest(steps * share / speed, spec.Search?.Hours) } };
        }

        foreach (var warning in check.Stop is { } stop ? StopPlanText.Warnings(stop) : []) { Context.Say($"warning: {warning}."); }
        Context.Print(arguments.GetValue(_json) ? SweepJson.Check(check).ToText() : Describe(path, spec, check));
        return CommandLine.Done;
    }

    private static TimeSpan Shortest(double seconds, double? hours) =>
        TimeSpan.FromSeconds(Math.Min(Math.Min(seconds, hours * 3600 ?? seconds), TimeSpan.MaxValue.TotalSeconds / 2));

    private static string Describe(string path, SweepSpec spec, SweepCheck check)
    {
        var steps = check.Steps is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known:n0} steps") : "";
        var corpus = check.Corpus is { } text
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; corpus: {text.Lines:n0} lines, {text.Tokens:n0} tokens, {text.Vocabulary:n0} words")
            : "";
        var early = check.Stop is { } stop ? $"; {StopPlanText.Of(stop, check)}" : "";
        early += spec.Patience is { } limit ? $"; a trial ends after {spec.Schema.Resource.Count(limit)} without a better value" : "";
        return check.Search is { } search
            ? $"{path} is good: {SearchPlanText.Of(search, check)}{early}{corpus}."
            : string.Create(CultureInfo.InvariantCulture, $"{path} is good: {Numbers.Count(check.Trials, "trial")}{steps}{early}{corpus}.");
    }
}
