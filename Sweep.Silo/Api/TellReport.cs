using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Api;

/// <summary>Turns what a program tells about a trial into a report, by the rules that hold for a silo's slots too.</summary>
internal static class TellReport
{
    /// <exception cref="ApiException">A metric is unknown, or a step or value is wrong.</exception>
    public static TrialReport Read(TellRequest tell, TrialSummary trial, TrainableSchema schema)
    {
        var points = Points(tell.Points ?? [], schema);
        var step = tell.Step ?? (points.IsEmpty ? trial.Step : points[^1].Step);
        if (step < 0 || tell.TotalSteps < 0) { throw Wrong("A step is a whole number from 0 on."); }
        if (!points.IsEmpty && step < points[^1].Step) { throw Wrong($"step is {step}, before the last point's {points[^1].Step}."); }
        var declared = schema.Resource.Total(trial.Hyperparameters);
        if (schema.Resource.IsStep && declared is { } known && step > Math.Max(known, trial.Until ?? 0))
        {
            throw Wrong($"step is {step}, but the trial has {known} steps.");
        }

        return new(trial.Attempts, step, tell.TotalSteps ?? declared ?? 0, points);
    }

    /// <summary>Checks that a trial that waits for its search at a level has something to be compared by.</summary>
    /// <exception cref="ApiException">The attempt has never told the objective.</exception>
    public static void RequireObjective(TrialReport report, TrialSummary trial, string objective)
    {
        if (trial.Last is not null || report.Points.Any(point => point.Metric == objective)) { return; }
        throw Wrong($"The trial has completed without a value of its objective, {objective}: tell it first.");
    }

    /// <exception cref="ApiException">It is no end that there is.</exception>
    public static TellEnd? End(string? text) => text is null ? null : text switch
    {
        "completed" => TellEnd.Completed,
        "diverged" => TellEnd.Diverged,
        "failed" => TellEnd.Failed,
        "handed_back" => TellEnd.HandedBack,
        _ => throw Query.Unknown("end", text, ["completed", "diverged", "failed", "handed_back"]),
    };

    private static ImmutableArray<MetricPoint> Points(TellPoint[] points, TrainableSchema schema)
    {
        var check = new CheckedReports(schema, from: 0);
        try
        {
            return
            [
                .. points.GroupBy(point => point?.Step ?? throw Wrong("A point has no step."))
                    .OrderBy(step => step.Key)
                    .SelectMany(step => check.Take(
                        step.Key, new StepReport([.. step.Select(point => (point.Metric ?? "", Value(point.Value)))])).Points),
            ];
        }
        catch (WrongReportException exception)
        {
            throw Wrong(exception.Message);
        }
    }

    private static double Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => throw Wrong($"A value is {Spelling.Quote(text!)}; allowed: a number, NaN, Infinity or -Infinity."),
        },
        _ => throw Wrong("A point has no value; allowed: a number, or the text NaN, Infinity or -Infinity."),
    };

    private static ApiException Wrong(string detail) => new(StatusCodes.Status422UnprocessableEntity, "Wrong report", detail);
}
