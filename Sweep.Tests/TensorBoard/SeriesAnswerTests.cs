using System.Text.Json.Nodes;

namespace Sweep.Tests.TensorBoard;

/// <summary>Scalars and histograms as the real TensorBoard reads them.</summary>
[Collection(typeof(BesideTensorBoard))]
[Trait("Category", "Slow")]
public sealed class SeriesAnswerTests(TensorBoardRig rig)
{
    public static TheoryData<string> Loaders => TensorBoardRig.Loaders;

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Scalars_OfEveryTrial_AreThoseOfTheDatabase(string loader)
    {
        foreach (var (trial, index) in rig.Exported.Select((trial, index) => (trial, index)))
        {
            foreach (var (metric, points) in trial["series"]!.AsObject())
            {
                var shown = await rig.Server(loader).SeriesAsync(TensorBoardRig.Run(index + 1), metric == "epoch" ? "train/epoch" : metric);
                Assert.Equal(points!.AsArray().Select(Point), shown.Select(point => (point.Step, Finite(point.Value))));
            }
        }
    }

    // Nothing but metrics of ours is there, and none is alone in a group above the others.
    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Scalars_OfATrial_AreEachDescribedAndInAGroup(string loader)
    {
        var tags = await rig.Server(loader).DescriptionsAsync(TensorBoardRig.Run(2));

        Assert.Contains("train/epoch", tags.Keys);
        Assert.All(tags, tag => Assert.Matches("^[a-z]+/[^/]+ <p>.+[.]</p>$", $"{tag.Key} {tag.Value}"));
    }

    // 201 words of 8 numbers each.
    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Histograms_OfATrainedTensor_CountAllItsElementsAtEachSummary(string loader)
    {
        var histograms = await rig.Server(loader).HistogramsAsync(TensorBoardRig.Run(2), "weights/embedding");

        Assert.Equal(20, histograms[0].Step);
        Assert.InRange(histograms.Count, 10, 51);
        Assert.All(histograms, histogram => Assert.Equal(201 * 8, histogram.Rows.Sum(row => row[2])));
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Histograms_OfOneValue_AreASpike(string loader)
    {
        var (server, run) = (rig.Server(loader), TensorBoardRig.Run(HandWritten.Constant));

        foreach (var (tag, expected) in new (string, double[])[] { ("gradients/gone", [0, 0, 96]), ("gradients/one", [2, 2, 7]) })
        {
            var histogram = Assert.Single(await server.HistogramsAsync(run, tag));
            Assert.Equal(expected, Assert.Single(histogram.Rows));
        }
    }

    /// <summary>A point of an exported document, in which what is not finite is null.</summary>
    private static (long Step, float? Value) Point(JsonNode? point) =>
        ((long)point!["step"]!, point["value"] is { } value ? Finite((float)(double)value) : null);

    private static float? Finite(float value) => float.IsFinite(value) ? value : null;
}
