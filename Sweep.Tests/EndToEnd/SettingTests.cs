using Sweep.Silo.Contracts;
using Sweep.Tests.Contracts;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>What a sweep file sets for the whole sweep, from the file to the training.</summary>
[Trait("Category", "Slow")]
public sealed class SettingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dice _dice = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Grid => Path.Combine(_folder.Path, "dice.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfATrainableWithSettings_GivesThemToItsCheckAndToEveryTrial()
    {
        Write("table: table.txt\nbonus: 0.25\ngrid: { eyes: [6, 8] }\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "table.txt"), "", TestContext.Current.CancellationToken);

        var ended = await RunAsync("run", Grid, "--data", Data);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(Enumerable.Repeat(Path.Combine(_folder.Path, "table.txt"), 6), _dice.Given);
        Assert.Contains("best score 8.25 at step 1", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"bonus\": \"0.25\"", (await RunAsync("show", "dice", "--json", "--data", Data)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table: none.txt", ":3:8: table: there is no table ")]
    [InlineData("", ":1:1: found no key 'table'; allowed: table: ")]
    [InlineData("table: t\nbonus: much", ":4:8: bonus: found 'much'; allowed: a number")]
    public async Task Run_OfAWrongSetting_IsRefusedWithItsPlaceAndNothingIsStored(string lines, string error)
    {
        Write($"{lines}\n");

        var ended = await RunAsync("run", Grid, "--data", Data);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(Grid + error, ended.OneLine, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    private Task<Ended> RunAsync(params string[] args) => EmbeddedProgram.RunAsync(new TrainableRegistry().Add(_dice), args);

    private void Write(string lines) => File.WriteAllText(Grid, $"name: dice\ntrainable: dice\n{lines}");
}
