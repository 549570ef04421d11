using System.Text.Json.Nodes;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Samples;

/// <summary>The programs of docs/samples, each as a process of its own.</summary>
[Trait("Category", "Slow")]
public sealed class SampleTests : IDisposable
{
    private const int MostLines = 80;

    private readonly TempFolder _temp = new();

    public static TheoryData<string> Names => ["Regression", "Spiral"];

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("Regression", "*.cs")]
    [InlineData("Spiral", "*.cs")]
    [InlineData("Quadratic", "train.py")]
    public void Sample_HasFewerThan80Lines(string name, string files) =>
        Assert.InRange(Directory.GetFiles(Folder(name), files).SelectMany(System.IO.File.ReadLines).Count(), 1, MostLines - 1);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_KilledAndResumed_EndsWithTheSameStateAsWithoutThat(string name)
    {
        var whole = await EndAsync(SiloProcess.StartProgram(name, ["run", File(name), "--slots", "1", "--data", Data("whole")]));
        Assert.True(whole.ExitCode == 0, whole.ToString());

        await using (var killed = SiloProcess.StartProgram(name, ["run", File(name), "--slots", "1", "--data", Data("killed")]))
        {
            await killed.LineAsync("/1 completed");
            await killed.SignalAndEndAsync("KILL");
        }

        var resumed = await EndAsync(
            SiloProcess.StartProgram(name, ["resume", name.ToLowerInvariant(), "--slots", "1", "--data", Data("killed")]));
        Assert.True(resumed.ExitCode == 0, resumed.ToString());

        var (one, other) = (await ResultsAsync(name, "whole"), await ResultsAsync(name, "killed"));
        Assert.Equal(4, one.Count);
        Assert.Equal(one, other);
        Assert.All(one, trial => Assert.Equal(("Completed", true), (trial.Status, trial.Hash.Length > 0)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Check_OfASample_FindsThatItResumesExactly(string name)
    {
        var ended = await EndAsync(SiloProcess.StartProgram(name, "trainables", "check", File(name)));

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.StartsWith($"{name.ToLowerInvariant()} resumes exactly: trained to step ", ended.Out, StringComparison.Ordinal);
        Assert.EndsWith("are equal, and so is the state hash.", ended.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trainables_OfASample_ListsItsOwnAndTheBuiltInOnes()
    {
        var ended = await EndAsync(SiloProcess.StartProgram("Regression", "trainables", "--json"));

        var names = JsonNode.Parse(ended.Out)!.AsArray().Select(one => (string?)one!["name"]).ToList();
        Assert.Equal("regression", names[^1]);
        Assert.Contains("language-model", names);
    }

    private static string Folder(string name) => Path.Combine(Repository.Folder, "docs", "samples", name.ToLowerInvariant());

    private static string File(string name) => Path.Combine(Folder(name), name.ToLowerInvariant() + ".yaml");

    private static async Task<Ended> EndAsync(SiloProcess process)
    {
        await using (process) { return await process.EndAsync(); }
    }

    private string Data(string folder) => Path.Combine(_temp.Path, folder);

    private async Task<List<(string? Status, string Hash, string Points)>> ResultsAsync(string name, string folder)
    {
        var ended = await EndAsync(
            SiloProcess.StartProgram(name, "export", name.ToLowerInvariant(), "--format", "json", "--data", Data(folder)));
        return
        [
            .. JsonNode.Parse(ended.Out)!.AsArray().Select(trial => (
                (string?)trial!["status"], (string?)trial["weights_hash"] ?? "", trial["series"]!.ToJsonString())),
        ];
    }
}
