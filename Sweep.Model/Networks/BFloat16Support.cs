using Sweep.Model.Configuration;

namespace Sweep.Model.Networks;

/// <summary>Tells whether this machine can multiply in bfloat16.</summary>
public static class BFloat16Support
{
    /// <summary>
    /// If this environment variable is 1 and the processor lacks bfloat16, it is emulated by rounding. That is slower than float32, and
    /// serves to measure what bfloat16 does to a model.
    /// </summary>
    public const string EmulationVariable = "SHERLOCK_EMULATE_BFLOAT16";

    /// <summary>How <c>precision: bfloat16</c> is computed.</summary>
    public enum Kind
    {
        /// <summary>In float32, because the processor lacks bfloat16.</summary>
        Missing,

        /// <summary>Emulated: float32 with rounding.</summary>
        Emulated,

        /// <summary>In bfloat16, by the processor.</summary>
        Computed,
    }

    /// <summary>How this machine computes it.</summary>
    public static Kind Here { get; } =
        Processor.HasBFloat16 ? Kind.Computed
        : Environment.GetEnvironmentVariable(EmulationVariable) == "1" ? Kind.Emulated
        : Kind.Missing;

    /// <summary>
    /// The notice for a user whose trial asks for bfloat16; null if the trial does not ask for it, or if the processor has it.
    /// </summary>
    public static string? Notice(TrainingOptions options) => Here switch
    {
        _ when options is not { Precision: PrecisionKind.BFloat16, Model: ModelKind.Rnn } => null,
        Kind.Computed => null,
        Kind.Emulated => $"precision bfloat16 is emulated here, slower than float32, as {EmulationVariable} says.",
        _ => "precision bfloat16: this processor has no bfloat16 arithmetic (avx512_bf16); such trials are computed in float32 here.",
    };
}
