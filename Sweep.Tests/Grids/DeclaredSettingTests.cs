using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>The settings that a command declares, and what its file sets.</summary>
public sealed class DeclaredSettingTests
{
    private const string Declared =
        """
        name: x
        trainable:
          command: [sh, train.sh]
          metrics: { loss: minimize }
          settings: { data: { type: path }, size: { type: int, from: 1, default: 8 }, mode: [fast, exact] }
        """;

    [Fact]
    public void Parse_OfAFileWithSettings_HasThemWithAbsolutePathsAndDefaults()
    {
        var spec = Parse("data: images\nmode: exact");

        var folder = Path.GetDirectoryName(Path.GetFullPath(GridSamples.File))!;
        Assert.Equal(
            [("data", Path.Combine(folder, "images")), ("mode", "exact"), ("size", "8")],
            spec.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => (setting.Key, setting.Value)));
        Assert.Equal("", spec.Corpus);
        Assert.Equal(["data", "size", "mode"], spec.Schema.Settings.Select(setting => setting.Name));
    }

    [Fact]
    public void Parse_WithAnOverrideOfASetting_TakesIt() => Assert.Equal(
        (Path.GetFullPath("more"), "9"),
        Parse("data: images\nmode: exact", "data=more", "size=9") is var spec ? (spec.Settings["data"], spec.Settings["size"]) : default);

    [Theory]
    [InlineData("mode: slow\ndata: d", ":6:7: mode: found 'slow'; allowed: fast, exact")]
    [InlineData("mode: fast", ":1:1: found no key 'data'; allowed: data: the path of a file, a folder or a glob")]
    [InlineData("mode: fast\ndata: d\nsize: 0", ":8:7: size: found '0'; allowed: a whole number from 1")]
    public void Parse_OfAWrongSetting_SaysWhatIsAllowed(string lines, string error) => Assert.StartsWith(
        GridSamples.File + error, Assert.Throws<SherlockException>(() => Parse(lines)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("seeds: { type: int }", "settings: found the key 'seeds'; allowed: lower-case letters")]
    [InlineData("grid: { type: int }", "settings: found 'grid', which is another key of sweep files; allowed: another name")]
    [InlineData("data: { type: path, default: here }", "settings.data.default: found 'here'; allowed: an absolute path")]
    [InlineData("data: { type: int, trained: false }", "settings.data: found the key 'trained'; allowed: type, words")]
    [InlineData("rate: { type: int }", "settings: found rate also under hyperparameters; allowed: one of the two")]
    public void Parse_OfAWrongDeclaration_SaysWhatIsAllowed(string setting, string error)
    {
        var text = "name: x\ntrainable:\n  command: [sh]\n  metrics: { loss: minimize }\n  hyperparameters: { rate: { type: float } }\n"
            + $"  settings: {{ {setting} }}\n";

        var message = Assert.Throws<SherlockException>(() => GridFile.Parse(text, GridSamples.File, [])).Message;

        Assert.Contains(error, message, StringComparison.Ordinal);
    }

    private static SweepSpec Parse(string lines, params string[] overrides) =>
        GridFile.Parse($"{Declared}\n{lines}\n", GridSamples.File, [], overrides);
}
