using System.Text.Json.Nodes;
using Sweep.Tests.Files;

namespace Sweep.Tests.Verbs;

/// <summary><c>bench train --compare</c>.</summary>
public sealed class BenchCompareTests : IDisposable
{
    private readonly ClientRig _rig = new() { Width = 100 };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sherlock-test-");

    private string Saved => Path.Combine(_folder.FullName, "earlier.json");

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Compare_WithTheSameMachineAndTrial_AddsTheRatioAndNothingElse()
    {
        await SaveAsync("--slots", "1,2");
        var before = _rig.Out.Length;
        File.WriteAllText(
            Saved, File.ReadAllText(Saved).Replace("\"steps_per_second\": 50,", "\"steps_per_second\": 40,", StringComparison.Ordinal));

        // Epochs mean nothing to it.
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1,2", "--set", "trial.epochs=3", "--compare", Saved, "--json"));

        Assert.DoesNotContain(Saved, _rig.Error, StringComparison.Ordinal);
        var document = _rig.Out[before..];
        Assert.Contains("\"saved_steps_per_second\": 40,\n      \"ratio_to_saved\": 1.25\n", document, StringComparison.Ordinal);
        Assert.Contains("\"saved_steps_per_second\": 100,\n      \"ratio_to_saved\": 1\n", document, StringComparison.Ordinal);
        Assert.Contains("\"differences\": []", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithAnotherMachineTrialAndRows_NamesEachDifferenceInALine()
    {
        await SaveAsync("--slots", "1,2", "--set", "trial.rnn_size=128");
        _rig.Backend.Machine = new("Faster 9001", 4, 4, "2.10.0", "10.0.1", "bfloat16, emulated");

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1,4", "--compare", Saved));

        Assert.EndsWith(
            $"'{Saved}' is of another machine: processor Fast 9000 there, Faster 9001 here; logical_processors 8 there, 4 here; "
                + "computed_in float32 there, bfloat16, emulated here.\n"
                + $"'{Saved}' is of another trial: rnn_size 128 there, 192 here.\n"
                + $"'{Saved}' has nothing to compare with gru at slots 4, and also has gru at slots 2.\n",
            _rig.Error,
            StringComparison.Ordinal);
        Assert.Contains("saved/s   to saved", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("…", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("1.000×", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithAPipe_IsRefusedAtOnce()
    {
        var pipe = SpecialFiles.MakePipe(_folder.FullName, "pipe");

        Assert.Equal(2, await await SpecialFiles.AtOnceAsync(() => _rig.RunAsync("bench", "train", "--compare", pipe)));
        Assert.Equal($"error: Cannot read '{pipe}': it is a pipe or a device; expected a file.\n", _rig.Error);
    }

    [Fact]
    public async Task Compare_WithAResultOfTheFirstForm_ComparesAndSaysWhatItDoesNotKnow()
    {
        File.WriteAllText(Saved, """[{"cell": "gru", "slots": 1, "steps_per_second": 25.0, "words_per_second": 800}]""");

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1", "--compare", Saved));

        Assert.Contains(
            $"'{Saved}' does not say on which machine and by which trial it was measured.", _rig.Error, StringComparison.Ordinal);
        Assert.Contains("2.000×", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithAFileFromBeforeAHyperparameter_TakesItsDefaultForGranted()
    {
        await SaveAsync("--slots", "1");
        var document = JsonNode.Parse(File.ReadAllText(Saved))!;
        Assert.True(document["hyperparameters"]!.AsObject().Remove("precision"));
        File.WriteAllText(Saved, document.ToJsonString());

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1", "--compare", Saved));
        Assert.DoesNotContain("another trial", _rig.Error, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1", "--set", "trial.precision=bfloat16", "--compare", Saved));
        Assert.Contains("is of another trial: precision float32 there, bfloat16 here.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithOtherSummaries_MindsThemWithHistogramsAlone()
    {
        await SaveAsync("--slots", "1", "--set", "trial.summary_interval=7", "--set", "trial.max_histograms=3");

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1", "--compare", Saved));
        Assert.DoesNotContain("another trial", _rig.Error, StringComparison.Ordinal);

        // Where histograms are measured there is one at every interval, however many a trial may keep.
        Assert.Equal(
            0,
            await _rig.RunAsync("bench", "train", "--slots", "1", "--set", "trial.summary_interval=8", "--histograms", "--compare", Saved));
        Assert.Contains("is of another trial: summary_interval 7 there, 8 here.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps/s: 50", "it is not JSON")]
    [InlineData("""{"trials": 3}""", "it has no results")]
    [InlineData("7", "it has no results")]
    [InlineData("[]", "it has no results")]
    [InlineData("""[{"cell": "gru", "slots": 1}]""", "a result lacks its cell, slots or steps_per_second, or is there twice")]
    [InlineData(
        """[{"cell": "gru", "slots": "1", "steps_per_second": 5}]""",
        "a result lacks its cell, slots or steps_per_second, or is there twice")]
    [InlineData(
        """[{"cell": "gru", "slots": 1, "steps_per_second": 5}, {"cell": "gru", "slots": 1, "steps_per_second": 6}]""",
        "a result lacks its cell, slots or steps_per_second, or is there twice")]
    [InlineData("""[{"cell": "gru", "slots": 1, "steps_per_second": 5, "slots": 2}]""", "a name is there twice in one object")]
    [InlineData(
        """{"results": [], "results": [{"cell": "gru", "slots": 1, "steps_per_second": 5}]}""", "a name is there twice in one object")]
    [InlineData(
        """{"machine": {"cores": 2, "cores": 4}, "results": [{"cell": "gru", "slots": 1, "steps_per_second": 5}]}""",
        "a name is there twice in one object")]
    [InlineData("""[{"cell": "gru", "slots": 1, "steps_per_second": 0}]""", "steps_per_second is 0; a rate is a number above 0")]
    [InlineData("""[{"cell": "gru", "slots": 1, "steps_per_second": -2.5}]""", "steps_per_second is -2.5; a rate is a number above 0")]
    [InlineData("""[{"cell": "gru", "slots": 1, "steps_per_second": 1e999}]""", "steps_per_second is Infinity; a rate is a number above 0")]
    public async Task Compare_WithSomethingElse_SaysSoBeforeMeasuring(string text, string why)
    {
        File.WriteAllText(Saved, text);

        Assert.Equal(2, await _rig.RunAsync("bench", "train", "--compare", Saved));

        Assert.Contains($"'{Saved}' is not what 'bench train --json' writes: {why}.\n", _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bench", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Compare_WithAFileThatIsNotThere_SaysSo()
    {
        Assert.Equal(2, await _rig.RunAsync("bench", "train", "--compare", Saved));
        Assert.Contains($"Cannot read '{Saved}': ", _rig.Error, StringComparison.Ordinal);
    }

    private async Task SaveAsync(params string[] arguments)
    {
        Assert.Equal(0, await _rig.RunAsync(["bench", "train", "--json", .. arguments]));
        File.WriteAllText(Saved, _rig.Out);
    }
}
