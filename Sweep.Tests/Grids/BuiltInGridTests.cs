using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Grids;

/// <summary>The grids that come with the program.</summary>
public sealed class BuiltInGridTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Path.Combine(Repository.Folder, "grids"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Grid_OfTheRepository_ComesWithTheProgramAndSaysWhatItIsAbout(string name)
    {
        Assert.Contains(name, BuiltInGrids.Names);
        var text = BuiltInGrids.Text(name)!;

        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Folder, "grids", name + ".yaml")), text);
        Assert.Matches(@"^[A-Z].*[.?]$", BuiltInGrids.About(text));
    }

    [Theory]
    [InlineData("# How much? Or how little.\nname: x", "How much?")]
    [InlineData("# A grid of x.yaml,\n# in 0.5 hours. More.\nname: x # y. z", "A grid of x.yaml, in 0.5 hours.")]
    [InlineData("# No end\nname: x.", "No end")]
    [InlineData("name: x", "")]
    public void About_IsTheFirstSentenceOfTheFirstComment(string text, string expected) =>
        Assert.Equal(expected, BuiltInGrids.About(text));

    [Fact]
    public void Of_ANameWithoutAFile_IsTheGridAndSaysSo()
    {
        var source = GridSource.Of("quickstart");

        Assert.Equal("quickstart is the grid that comes with the program: 'grids quickstart' prints it.", source.Note);
        Assert.Equal(BuiltInGrids.Text("quickstart"), source.Read());
        Assert.Equal("quickstart", LanguageGrid.Load("quickstart").Name);
    }

    [Fact]
    public void Of_AnyOtherWord_IsAFile() => Assert.Equal(new("grids/quickstart.yaml", null), GridSource.Of("grids/quickstart.yaml"));

    [Fact]
    public void Load_AMissingFileWithTheNameOfAGrid_OffersTheGrid()
    {
        var error = Assert.Throws<SherlockException>(() => LanguageGrid.Load("no-such-folder/quikstart.yaml"));

        Assert.EndsWith("; did you mean 'quickstart', which comes with the program?", error.Message, StringComparison.Ordinal);
    }
}
