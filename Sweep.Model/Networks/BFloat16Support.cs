using Sweep.Model.Configuration;

namespace Sweep.Model.Networks;

/// <summary>Whether products in bfloat16 can be had here.</summary>
public static class BFloat16Support
{
    /// <summary>Set to 1, it has bfloat16 emulated by rounding where the processor lacks it: slower than float32, for measuring what it does to a model.</summary>
    public const string EmulationVariable = "SHERLOCK_EMULATE_BFLOAT16";

    /// <summary>How <c>precision: bfloat16</c> is computed.</summary>
    public enum Kind
    {
        /// <summary>Not at all: in float32.</summary>
        Missing,

        /// <summary>By rounding float32.</summary>
        Emulated,

        /// <summary>By the processor.</summary>
        Computed,
    }

    /// <summary>This machine's.</summary>
    public static Kind Here { get; } =
        Processor.HasBFloat16 ? Kind.Computed
        : Environment.GetEnvironmentVariable(EmulationVariable) == "1" ? Kind.Emulated
        : Kind.Missing;

    /// <summary>What to tell a person whose trial asks for bfloat16; null where it does not, or the processor has it.</summary>
    public static string? Notice(TrainingOptions options) => Here switch
    {
        _ when options is not { Precision: PrecisionKind.BFloat16, Model: ModelKind.Rnn } => null,
        Kind.Computed => null,
        Kind.Emulated => $"precision bfloat16 is emulated here, slower than float32, as {EmulationVariable} says.",
        _ => "precision bfloat16: this processor has no bfloat16 arithmetic (avx512_bf16); such trials are computed in float32 here.",
    };
}
