using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Silo.Api;

/// <summary>Asks for a trial of a sweep.</summary>
/// <param name="Slot">
/// A number that the program gives itself. If it asks again with it while its trial runs, it gets that trial again. Default: a new one.
/// </param>
/// <param name="LeaseSeconds">For how long it may be silent before another program gets the trial. Default 60.</param>
internal sealed record AskRequest(
    [property: JsonPropertyName("slot")] int? Slot, [property: JsonPropertyName("lease_seconds")] int? LeaseSeconds);

/// <summary>Tells what a trial has reached, or only that the program is alive.</summary>
/// <param name="Attempt">The attempt that the program was given.</param>
/// <param name="Points">New values of metrics; a step's values come together. Default: none.</param>
/// <param name="Step">The step that is reached. Default: that of the last point.</param>
/// <param name="TotalSteps">The last step. Default: as the trainable declares.</param>
/// <param name="End">completed, diverged, failed or handed_back, if the attempt ends with this. Default: it goes on.</param>
/// <param name="Reason">One line for people about the end.</param>
internal sealed record TellRequest(
    [property: JsonPropertyName("attempt")] int? Attempt,
    [property: JsonPropertyName("points")] TellPoint[]? Points,
    [property: JsonPropertyName("step")] long? Step,
    [property: JsonPropertyName("total_steps")] long? TotalSteps,
    [property: JsonPropertyName("end")] string? End,
    [property: JsonPropertyName("reason")] string? Reason);

/// <summary>A value of a metric.</summary>
/// <param name="Value">A number, or one of the texts NaN, Infinity and -Infinity.</param>
internal sealed record TellPoint(
    [property: JsonPropertyName("metric")] string? Metric,
    [property: JsonPropertyName("step")] long? Step,
    [property: JsonPropertyName("value")] JsonElement Value);

/// <summary>How an attempt ends, as its program says.</summary>
internal enum TellEnd
{
    Completed,
    Diverged,
    Failed,
    HandedBack,
}
