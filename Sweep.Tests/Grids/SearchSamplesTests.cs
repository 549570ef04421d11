using Sweep.Grains.Grids;

namespace Sweep.Tests.Grids;

/// <summary>The trials by which a search is checked and its size is estimated.</summary>
public sealed class SearchSamplesTests
{
    [Fact]
    public void Of_SmallSpace_AreAllCombinations()
    {
        var cells = Of("space: { cell: [lstm, gru], rnn_size: { from: 8, to: 24, step: 8 } }\nsearch: { trials: 3 }");

        Assert.Equal(6, cells.Select(cell => (cell.Hyperparameters["cell"], cell.Hyperparameters["rnn_size"])).Distinct().Count());
    }

    [Fact]
    public void Of_LargeSpace_HaveBothEndsAndTheStart()
    {
        var cells = Of(
            "space:\n  learning_rate: { from: 0.001, to: 0.5, scale: log }\n  sequence_length: { from: 3, to: 9 }\n"
            + "search: { trials: 9, start: [{ learning_rate: 0.0123, sequence_length: 7 }] }");

        Assert.Equal((0.0123, 7L), (cells[0].Hyperparameters["learning_rate"], cells[0].Hyperparameters["sequence_length"]));
        Assert.Equal(0.001, cells.Min(cell => (double)cell.Hyperparameters["learning_rate"]!));
        Assert.InRange(cells.Max(cell => (double)cell.Hyperparameters["learning_rate"]!), 0.49, 0.5);
        Assert.Equal((3L, 9L), (
            cells.Min(cell => (long)cell.Hyperparameters["sequence_length"]!),
            cells.Max(cell => (long)cell.Hyperparameters["sequence_length"]!)));
        Assert.All(cells, cell => Assert.InRange((double)cell.Hyperparameters["learning_rate"]!, 0.001, 0.5));
    }

    [Theory]
    [InlineData("search: { trials: 5 }", 5)]
    [InlineData("search: { trials: 500 }", 8)]
    [InlineData("search: {}", 8)]
    [InlineData("seeds: [1, 2]\nsearch: { trials: 5 }", 4)]
    public void MostTrials_OfASearch_AreWhatEndsItFirst(string search, int most) =>
        Assert.Equal(most, SearchSamples.MostTrials(LanguageGrid.Parse(
            $"{GridSamples.Head}space: {{ cell: [lstm, gru], rnn_size: [8, 16, 24, 32] }}\n{search}", GridSamples.File)));

    private static List<TrialCell> Of(string lines) =>
        [.. SearchSamples.Of(LanguageGrid.Parse(GridSamples.Head + lines, GridSamples.File))];
}
