using System.Globalization;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>What a trial recorded beside its metrics.</summary>
public sealed class RecordedTests : ApiTests
{
    [Fact]
    public async Task Recorded_OfManySteps_HasThinMapsAndTheNewestTexts()
    {
        var id = await SweepAsync(1, 3.0);
        var steps = Enumerable.Range(101, 500).Select(step => new StepSummary(
            step,
            [new("weights/rnn", -1, 1, [step, 1])],
            step % 20 == 0 ? [new("sample", step.ToString(CultureInfo.InvariantCulture))] : []));
        await Store.Trials.ReportAsync(
            new(id, 1), TestStore.Report(1, 600, TestStore.Loss(600, 1)) with { Summaries = [.. steps] }, Token);

        var recorded = await Host.GetAsync($"/sweeps/{id:n}/trials/1/recorded");

        var map = Assert.Single(recorded["distributions"]!.AsArray())!;
        var shown = map["steps"]!.AsArray().Select(step => (int)step!).ToList();
        Assert.Equal(("weights/rnn", -1, 1), ((string?)map["name"], (int)map["low"]!, (int)map["high"]!));
        Assert.InRange(shown.Count, 60, 121);
        Assert.Equal((101, 600), (shown[0], shown[^1]));
        Assert.Equal(shown.Count, map["columns"]!.AsArray().Count);
        Assert.Equal(
            ["600", "580", "560", "540", "520", "500", "480", "460", "440", "420"],
            recorded["texts"]!.AsArray().Select(text => (string?)text!["text"]));
    }
}
