using Sweep.Client.Verbs;
using Sweep.Grains.Grids;

namespace Sweep.Tests.Verbs;

/// <summary>What the program offers to a shell, by the directive of its scripts.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ClientRig _rig = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("sherlock-words-").FullName;

    public void Dispose()
    {
        _rig.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("li", "list")]
    [InlineData("bench tr", "train")]
    [InlineData("list --js", "--json")]
    [InlineData("best x --top 3 --verb", "--verbose")]
    [InlineData("words x/1 nearest run --by eu", "euclidean")]
    [InlineData("grids quick", "quickstart")]
    [InlineData("run quick", "quickstart")]
    [InlineData("completion z", "zsh")]
    public async Task Suggest_OfAPartOfAWord_OffersTheWord(string line, string expected) =>
        Assert.Contains(expected, await OfferedAsync(line));

    [Fact]
    public async Task Suggest_AfterAVerb_OffersTheNamesOfSweepsAndAfterASlashTheirTrials()
    {
        Some.Fill(_rig.Source);

        Assert.Contains("sizes", await OfferedAsync("best "));
        Assert.Contains("sizes", await OfferedAsync("pause si"));
        Assert.Contains("sizes/2", await OfferedAsync("show sizes/"));
    }

    [Theory]
    [InlineData("best")]
    [InlineData("run")]
    public async Task Help_AsksForNoSweepsAndFiles(string verb)
    {
        _rig.IsReadingOnly = true;

        Assert.Equal(0, await _rig.RunAsync(verb, "--help"));
        Assert.DoesNotContain("layer-sizes|", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggest_WithoutADatabase_EndsWithAnErrorThatTheScriptsDiscard()
    {
        _rig.IsReadingOnly = true;

        Assert.Equal(3, await SuggestAsync("best ", "--data", "nowhere"));
        Assert.Empty(_rig.Out);
    }

    [Fact]
    public void Offer_InAFolder_HasItsFilesInYamlAndItsFolders()
    {
        foreach (var file in (string[])["a.yaml", "b.yml", "c.txt"]) { File.WriteAllText(Path.Combine(_folder, file), ""); }
        foreach (var below in (string[])["d", ".e"]) { Directory.CreateDirectory(Path.Combine(_folder, below)); }

        Assert.Equal([$"{_folder}/a.yaml", $"{_folder}/b.yml", $"{_folder}/d/"], GridCompletions.Offer($"{_folder}/").Order());
        Assert.Empty(GridCompletions.Offer("no-such-folder/x"));
        Assert.Empty(BuiltInGrids.Names.Except(GridCompletions.Offer("")));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _other other")]
    [InlineData("zsh", "#compdef other")]
    [InlineData("fish", "complete --command other")]
    [InlineData("powershell", "-CommandName other")]
    public async Task Completion_WithAName_IsForThatProgram(string shell, string part)
    {
        Assert.Equal(0, await _rig.RunAsync("completion", shell, "--name", "other"));
        Assert.Contains(part, _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("sherlock", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bsh", "sherlock", "error: SHELL is 'bsh'; allowed: bash, zsh, fish, powershell; did you mean 'bash'?\n")]
    [InlineData("bash", "a;b", "error: --name is 'a;b'; allowed: letters, digits, '-', '_' and '.'\n")]
    public async Task Completion_OfAnythingElse_IsRefused(string shell, string name, string expected)
    {
        Assert.Equal(2, await _rig.RunAsync("completion", shell, "--name", name));
        Assert.Equal(expected, _rig.Error);
    }

    [Theory]
    [InlineData("0.1.0+abc", "libtorch 2.10.0", "Sherlock 0.1.0|commit abc|libtorch 2.10.0")]
    [InlineData(
        "0.1.0", null, "Sherlock 0.1.0|commit not known: the program was built without git|without libtorch: this program does not train")]
    public void Version_NamesCommitAndLibrary(string version, string? trainer, string expected) =>
        Assert.Equal(expected.Split('|'), VersionText.Lines(version, trainer));

    private async Task<string[]> OfferedAsync(string line)
    {
        var before = _rig.Out.Length;
        Assert.Equal(0, await SuggestAsync(line));
        return _rig.Out[before..].Split('\n');
    }

    private Task<int> SuggestAsync(string line, params string[] more)
    {
        var whole = more.Length == 0 ? line : $"{line}{string.Join(' ', more)} ";
        return _rig.RunAsync($"[suggest:{whole.Length}]", whole);
    }
}
