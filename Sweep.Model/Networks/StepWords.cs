using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>The word ids of one step, with the distinct rows of the tables that they touch. U and W count distinct rows.</summary>
/// <param name="Length">T, the number of input words in a window.</param>
/// <param name="TargetsAll">Whether every position is predicted (N = T·B), or only the last (N = B).</param>
/// <param name="InputRows">Distinct input words, (U).</param>
/// <param name="InputPositions">The index of each input among <paramref name="InputRows"/>, time first, (T·B).</param>
/// <param name="OutputIds">Targets, then negatives, (N + S).</param>
/// <param name="OutputRows">The distinct ids among <paramref name="OutputIds"/>, (W).</param>
/// <param name="OutputPositions">The index of each output id among <paramref name="OutputRows"/>, (N + S).</param>
/// <param name="Correction">ln of the expected counts.</param>
internal readonly record struct StepWords(
    int Length,
    bool TargetsAll,
    Tensor InputRows,
    Tensor InputPositions,
    Tensor OutputIds,
    Tensor OutputRows,
    Tensor OutputPositions,
    NceLoss.Correction Correction);
