using Sweep.Model.Networks;

namespace Sweep.Tests.Networks;

/// <summary>The choices that processors of several kinds make, whatever kind this one is.</summary>
internal static class Arithmetics
{
    /// <summary>Nothing but what every processor has.</summary>
    public static TrainingArithmetic Plain => new(library: null, bfloat16: null);

    /// <summary>LSTMs by libtorch's module.</summary>
    public static TrainingArithmetic Library => new(CreateLibrary, bfloat16: null);

    /// <summary>The one or the other.</summary>
    public static TrainingArithmetic Of(bool byLibrary) => byLibrary ? Library : Plain;

    public static RecurrentCell CreateLibrary(int embedding, int size, InitialValues values) =>
        new LibraryLstmCell(embedding, size, values);
}
