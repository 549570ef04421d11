using Sweep.Grains;

namespace Sweep.Tests.Verbs;

public sealed class CommandLineErrorTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("rn g.yaml", "error: 'rn' is not a verb; did you mean 'run'? See '--help'.")]
    [InlineData("run g.yaml --slot 3", "error: '--slot' is not an option of 'run'; did you mean '--slots'? See 'run --help'.")]
    [InlineData("run --slot 3", "error: '--slot' is not an option of 'run'; did you mean '--slots'? See 'run --help'.")]
    [InlineData("run --new --slot 3", "error: '--slot' is not an option of 'run'; did you mean '--slots'? See 'run --help'.")]
    [InlineData("show --verbose --jsn", "error: '--jsn' is not an option of 'show'; did you mean '--json'? See 'show --help'.")]
    [InlineData("show --jsn", "error: '--jsn' is not an option of 'show'; did you mean '--json'? See 'show --help'.")]
    [InlineData("claims", "error: Required argument 'SWEEP' missing for command: 'claims'. See 'claims --help'.")]
    [InlineData("best sizes --top 0", "error: --top is 0; allowed: a whole number from 1. See 'best --help'.")]
    [InlineData("best sizes --top many", "error: --top is 'many'; allowed: a whole number. See 'best --help'.")]
    [InlineData("best sizes/1", "error: 'sizes/1' names a trial: this verb takes a whole sweep, 'sizes'.")]
    [InlineData("generate sizes", "error: 'sizes' names a whole sweep: this verb takes one trial, such as 'sizes/1'.")]
    [InlineData("generate sizes/1 --temperature 0", "error: --temperature is 0; allowed: a number above 0.")]
    [InlineData(
        "generate sizes/1 --temperature 0,8",
        "error: --temperature is '0,8'; allowed: a number, with '.' before the decimals. See 'generate --help'.")]
    [InlineData("generate sizes/1 --top-p 1.5", "error: --top-p is 1.5; allowed: a number above 0, up to 1.")]
    [InlineData(
        "generate sizes/1 --start x --position 2", "error: --start and --position exclude each other: the text begins at one of them.")]
    [InlineData(
        "words sizes/1 neares run",
        "error: 'neares' is neither a trial nor a question; expected SWEEP/TRIAL ... nearest WORD ..., or SWEEP/TRIAL ... analogy A B C; "
            + "did you mean 'nearest'?")]
    [InlineData(
        "words sizes/1 closest run",
        "error: 'closest' is neither a trial nor a question; expected SWEEP/TRIAL ... nearest WORD ..., or SWEEP/TRIAL ... analogy A B C.")]
    [InlineData(
        "words sizes/1", "error: What to ask is missing: expected SWEEP/TRIAL ... nearest WORD ..., or SWEEP/TRIAL ... analogy A B C.")]
    [InlineData(
        "words nearest run",
        "error: The trial is missing before 'nearest'; expected SWEEP/TRIAL ... nearest WORD ..., or SWEEP/TRIAL ... analogy A B C.")]
    [InlineData("words sizes nearest run", "error: 'sizes' names a whole sweep: this verb takes one trial, such as 'sizes/1'.")]
    [InlineData("words sizes/1 nearest", "error: 'nearest' takes one word or more, as in 'nearest run mr', and found none.")]
    [InlineData(
        "words sizes/1 analogy had has",
        "error: 'analogy' takes three words, as in 'analogy had has was' (had is to has as was is to ...), and found 2: 'had', 'has'.")]
    [InlineData(
        "words sizes/1 nearest run --by cosin",
        "error: --by is 'cosin'; allowed: cosine, euclidean; did you mean 'cosine'? See 'words --help'.")]
    [InlineData("words sizes/1 nearest run --table middle", "error: --table is 'middle'; allowed: input, output. See 'words --help'.")]
    [InlineData("words sizes/1 nearest run --top 0", "error: --top is 0; allowed: a whole number from 1. See 'words --help'.")]
    [InlineData("words sizes/7 nearest run", "error: 'sizes' has no trial 7: its trials are 1 to 0.")]
    [InlineData("eval sizes", "error: 'sizes' names a whole sweep: this verb takes one trial, such as 'sizes/1'.")]
    [InlineData("eval", "error: Required argument 'SWEEP/TRIAL' missing for command: 'eval'. See 'eval --help'.")]
    [InlineData("show sizes/0", "error: '0' is not a trial of 'sizes': trials are numbered from 1, as in 'sizes/1'.")]
    [InlineData("show sizes/7", "error: 'sizes' has no trial 7: its trials are 1 to 0.")]
    [InlineData("export sizes --format xml", "error: --format is 'xml'; allowed: csv, json, tensorboard. See 'export --help'.")]
    [InlineData("export sizes --json --format csv", "error: --json and --format csv exclude each other.")]
    [InlineData("bench trian", "error: 'trian' is not a verb of 'bench'; did you mean 'train'? See 'bench --help'.")]
    [InlineData("bench train --cell lsmt", "error: --cell: found 'lsmt'; allowed: basic, gru, lstm; did you mean 'lstm'?")]
    [InlineData("bench train --slots 1,0", "error: --slots: found '0'; allowed: whole numbers from 1, as in 1,2,4")]
    [InlineData(
        "corpus fetch shelrock",
        "error: There is no corpus 'shelrock' to fetch; there is: sherlock; did you mean 'sherlock'? (sample ships with the project.)")]
    [InlineData(
        "submit g.yaml",
        "error: 'submit' needs a cluster: name its database with --database (or SHERLOCK_DATABASE), or train here with 'run GRID'.")]
    [InlineData("submit g.yaml --priority high", "error: --priority is 'high'; allowed: a whole number. See 'submit --help'.")]
    [InlineData(
        "submit g.yaml --request-id 12", "error: --request-id is '12'; allowed: an id of 32 hexadecimal digits. See 'submit --help'.")]
    [InlineData("pause", "error: Required argument 'SWEEP[/TRIAL]' missing for command: 'pause'. See 'pause --help'.")]
    [InlineData("pause sizes/x", "error: 'x' is not a trial of 'sizes': trials are numbered from 1, as in 'sizes/1'.")]
    [InlineData("retry sizes/1", "error: 'sizes/1' names a trial: this verb takes a whole sweep, 'sizes'.")]
    [InlineData("extend sizes/1 g.yaml", "error: 'sizes/1' names a trial: this verb takes a whole sweep, 'sizes'.")]
    [InlineData(
        "list --database Host=h;Database=d --data here", "error: --database and --data exclude each other: the sweeps are in one of them.")]
    [InlineData(
        "list --database nonsense",
        "error: The database is not a connection string of PostgreSQL; "
            + "expected 'Host=...;Username=...;Database=...', or postgresql://user@host/database.")]
    [InlineData("list --cluster-id c", "error: --cluster-id is for clusters: name the cluster's database too, with --database.")]
    [InlineData("run g.yaml --database Host=h;Database=d", "error: '--database' is not an option of 'run'. See 'run --help'.")]
    [InlineData("list postgresql://u:se=cret@h/db", "error: 'postgresql://u:***@h/db' is not an argument of 'list'. See 'list --help'.")]
    [InlineData("corpus", "error: A verb is missing: fetch. See 'corpus --help'.")]
    public async Task RunAsync_WithBadUsage_SaysItInOneLineAndReturnsTwo(string line, string expected)
    {
        var code = await _rig.RunAsync(line.Split(' '));

        Assert.Equal(2, code);
        Assert.Equal(expected + "\n", _rig.Error);
        Assert.Empty(_rig.Out);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task RunAsync_WithAnEmptyDataFolder_NamesTheOption(string folder)
    {
        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml", "--data", folder));
        Assert.Equal($"error: --data is '{folder}'; allowed: a folder. See 'run --help'.\n", _rig.Error);
    }

    [Theory]
    [InlineData(@"error: 'r\u000an' is not a verb; did you mean 'run'? See '--help'.", "r\nn")]
    [InlineData(
        @"error: 'a/b\u000a/c' names no sweep: expected SWEEP or SWEEP/TRIAL, such as 'layer-sizes' or 'layer-sizes/1'.",
        "show",
        "a/b\n/c")]
    [InlineData(@"error: '\u000ax' is not a trial of 'a': trials are numbered from 1, as in 'a/1'.", "show", "a/\nx")]
    [InlineData(@"error: 'a\u000ab' names a whole sweep: this verb takes one trial, such as 'a\u000ab/1'.", "generate", "a\nb")]
    [InlineData(@"error: 'a\u000ab/1' names a trial: this verb takes a whole sweep, 'a\u000ab'.", "best", "a\nb/1")]
    public async Task RunAsync_WithALineBreakInAWord_StillSaysItInOneLine(string expected, params string[] args)
    {
        Assert.Equal(2, await _rig.RunAsync(args));
        Assert.Equal(expected + "\n", _rig.Error);
    }

    [Theory]
    [InlineData("run", "g.yaml")]
    [InlineData("validate", "g.yaml")]
    [InlineData("generate", "sizes/1")]
    [InlineData("eval", "sizes/1")]
    public async Task RunAsync_WithoutATrainer_NamesTheProgramThatHasOne(string verb, string argument)
    {
        _rig.IsReadingOnly = true;

        Assert.Equal(2, await _rig.RunAsync(verb, argument));
        Assert.Equal($"error: '{verb}' needs Sweep.Silo: give it the same command line.\n", _rig.Error);
    }

    [Fact]
    public async Task List_WithoutADatabase_ReturnsThree()
    {
        _rig.IsReadingOnly = true;

        Assert.Equal(3, await _rig.RunAsync("list", "--data", "nowhere"));
        Assert.Matches("^error: There is no database .*nowhere.sherlock.db: [^\n]*--data[^\n]*\n$", _rig.Error);
    }

    [Fact]
    public async Task RunAsync_WithAnUnexpectedError_HidesTheTraceUntilItIsAskedFor()
    {
        _rig.Backend.CheckFails = new InvalidOperationException("boom\nsecond line");

        Assert.Equal(1, await _rig.RunAsync("validate", "g.yaml"));
        Assert.Equal("error: unexpected InvalidOperationException: boom (details: --verbose)\n", _rig.Error);

        Assert.Equal(1, await _rig.RunAsync("validate", "g.yaml", "--verbose"));
        Assert.Contains("at Sweep.", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OutOfReach_ReturnsThree()
    {
        _rig.Backend.CheckFails = new SherlockException("The disk is full.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("validate", "g.yaml"));
        Assert.Equal("error: The disk is full.\n", _rig.Error);
    }

    [Fact]
    public async Task Help_OfAProgramWithoutTrainer_ListsOnlyWhatItHas()
    {
        _rig.HasSchemas = false;

        Assert.Equal(0, await _rig.RunAsync("--help"));
        Assert.Contains("best", _rig.Out, StringComparison.Ordinal);
        Assert.All(
            ["generate", "words", "eval", "corpus", "validate"], verb => Assert.DoesNotContain($"  {verb} ", _rig.Out, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("watch")]
    [InlineData("best")]
    [InlineData("export")]
    [InlineData("cancel")]
    [InlineData("resume")]
    [InlineData("pause")]
    [InlineData("retry")]
    [InlineData("extend")]
    [InlineData("submit")]
    [InlineData("generate")]
    [InlineData("words")]
    [InlineData("eval")]
    [InlineData("corpus fetch")]
    [InlineData("bench train")]
    public async Task Help_OfEveryVerb_HasADescriptionAndAnExampleThatStartsWithIt(string verb)
    {
        Assert.Equal(0, await _rig.RunAsync([.. verb.Split(' '), "--help"]));
        Assert.Matches(@"Description:\n  \w", _rig.Out);
        Assert.Contains($"Example:\n  {verb}", _rig.Out, StringComparison.Ordinal);
        Assert.Empty(_rig.Error);
    }
}
