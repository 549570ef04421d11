using System.Text.RegularExpressions;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class ProjectorTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Configuration_OfATrial_NamesBothTablesAndTheirLabelsInsideItsFolder()
    {
        _trials.Open(vectors: Trials.Vectors()).Dispose();

        var text = File.ReadAllText(Path.Combine(_trials.Folder, "projector_config.pbtxt"));
        Assert.Equal(["input embedding", "output embedding"], Field(text, "tensor_name"));
        Assert.Equal(["projector/input.tsv", "projector/output.tsv"], Field(text, "tensor_path"));
        Assert.Equal(["projector/words.tsv", "projector/words.tsv"], Field(text, "metadata_path"));
        Assert.Equal(2, Regex.Count(text, @"^embeddings \{$", RegexOptions.Multiline));
        Assert.Equal("word\trank\n,\t1\nthe\t2\nhound\t3\n", Read("words"));
    }

    // TensorBoard looks for the configuration when it finds the run's first event file, and then never again.
    [Fact]
    public void Open_WithVectors_HasAllOfThemBeforeTheFirstEventFile()
    {
        var atFirstSight = new List<bool>();
        var time = new Watching(() =>
        {
            if (atFirstSight.Count == 0 && Directory.Exists(_trials.Folder) && EventFileReader.Files(_trials.Folder).Length > 0)
            {
                string[] files = ["projector_config.pbtxt", "projector/words.tsv", "projector/input.tsv", "projector/output.tsv"];
                atFirstSight.AddRange(files.Select(file => File.Exists(Path.Combine(_trials.Folder, file))));
            }
        });
        TrialEventFile.Open(_trials.Logs, Trials.Assignment(), time, _trials.Faults.Add, new(Trials.Vectors())).Dispose();

        Assert.Equal([true, true, true, true], atFirstSight);
    }

    // The root mean square of 3, 4 is the square root of 12.5; a thirtieth of it, the unit, is 0.11785: 3 is 25.46 of them, 4 is 33.94.
    [Fact]
    public void Table_OfVectors_IsInUnitsOfItsOwnSpread()
    {
        _trials.Open(vectors: new(["a", "b"], new([3, -4, 4, -3], 2), new([30, -40], 1))).Dispose();

        Assert.Equal("25\t-34\n34\t-25\n", Read("input"));
        Assert.Equal("25\n-34\n", Read("output"));
    }

    [Fact]
    public void Table_WithNumbersThatAreNone_HasZeroInTheirPlace()
    {
        _trials.Open(vectors: new(["a", "b"], new([5, float.NaN, float.NegativeInfinity, -5], 2), new([float.NaN, float.NaN], 1)))
            .Dispose();

        Assert.Equal("30\t0\n0\t-30\n", Read("input"));
        Assert.Equal("0\n0\n", Read("output"));
    }

    [Fact]
    public void Label_WithATabOrALinesEnd_StaysInItsCell()
    {
        _trials.Open(vectors: new(["a\tb", "c\r\nd"], new([1, 2], 1), new([1, 2], 1))).Dispose();

        Assert.Equal("word\trank\na b\t1\nc  d\t2\n", Read("words"));
    }

    [Fact]
    public void Show_OfMoreWordsThanTheProjectorTakes_IsTheMostCommonOnes()
    {
        var words = Enumerable.Range(1, 2050).Select(rank => $"w{rank}").ToList();
        _trials.Open(
            vectors: new(
                words,
                new([.. words.Select(_ => 1f)], 1),
                new([.. words.SelectMany((_, index) => Enumerable.Repeat((float)index, 2))], 2)))
            .Dispose();

        Assert.EndsWith("w2048\t2048\n", Read("words"), StringComparison.Ordinal);
        Assert.Equal((2049, 2048, 2048), (Lines("words"), Lines("input"), Lines("output")));
    }

    [Fact]
    public void Show_AtACheckpoint_ReplacesTheTablesAndLeavesNothingElse()
    {
        using var log = _trials.Open(vectors: Trials.Vectors());
        var before = Read("input");
        log.Show(new([",", "the", "hound"], new([6, 5, 4, 3, 2, 1], 2), new([1, 2, 3], 1)));

        Assert.NotEqual(before, Read("input"));
        Assert.Equal(
            ["input.tsv", "output.tsv", "words.tsv"],
            Directory.GetFiles(Path.Combine(_trials.Folder, "projector")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(_trials.Faults);
    }

    [Fact]
    public void Show_WhereItCannotBeWritten_IsOneWarning()
    {
        using var log = _trials.Open();
        File.WriteAllText(Path.Combine(_trials.Folder, "projector"), "in the way");
        log.Show(Trials.Vectors());
        log.Show(Trials.Vectors());
        log.End(TrialStatus.Completed);

        Assert.Single(_trials.Faults);
    }

    private static IEnumerable<string> Field(string text, string name) =>
        Regex.Matches(text, $"^  {name}: \"([^\"]*)\"$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    private int Lines(string name) => Read(name).Count(letter => letter == '\n');

    private string Read(string name) => File.ReadAllText(Path.Combine(_trials.Folder, "projector", name + ".tsv"));

    private sealed class Watching(Action look) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            look();
            return DateTimeOffset.UnixEpoch;
        }
    }
}
