using Sweep.Grains.Storage;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>What a user can get wrong: one clear line, the right exit code, and nothing left half-written.</summary>
[Trait("Category", "Slow")]
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    [Theory]
    [InlineData(null, "is not there")]
    [InlineData("", "is empty")]
    [InlineData("one\0two", "is not a text")]
    [InlineData("a a a a a a a a a a a a a a a a a a a a a a", "has a vocabulary of one word, 'a'")]
    [InlineData("a b c d e f g h i j k l m n o", "validation_fraction 0.02")]
    public async Task Run_WithATextThatCannotBeLearned_SaysWhyAndLeavesNothing(string? text, string says)
    {
        var path = Path.Combine(_folder.Path, "text.txt");
        if (text is not null) { await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken); }

        var ended = await RunAsync($"corpus={path}");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(says, ended.OneLine, StringComparison.Ordinal);
        Assert.Equal(says.StartsWith('v'), !ended.OneLine.StartsWith($"error: --set corpus={path}: corpus: ", StringComparison.Ordinal));
        Assert.Contains("text.txt", ended.OneLine, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("bench train")]
    public async Task Verb_OverATextThatIsMissing_NamesTheLineOfTheGrid(string verb)
    {
        var grid = TinyGrid.Write(_folder.Path);
        await File.WriteAllTextAsync(grid, "name: tiny\ncorpus: missing.txt\n", TestContext.Current.CancellationToken);

        var ended = await SiloProcess.RunAsync([.. verb.Split(' '), grid, "--data", Data]);

        Assert.Equal(2, ended.ExitCode);
        var text = Path.Combine(_folder.Path, "missing.txt");
        Assert.StartsWith($"error: {grid}:2:9: corpus: Corpus '{text}' is not there", ended.OneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid.cell=[]", "grid.cell")]
    [InlineData("grid.learning_rate=[.nan]", "'.nan'")]
    [InlineData("grid.learning_rate=[-0.1]", "'-0.1'")]
    [InlineData("trial.rnn_sise=8", "rnn_size")]
    [InlineData("trial.sequence_length=500", "sequence_length 500")]
    [InlineData("trial.batch_size=60000", "batch_size")]
    public async Task Run_WithAGridThatCannotBeTrained_SaysWhyAndLeavesNothing(string set, string says)
    {
        var ended = await RunAsync(set);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(says, ended.OneLine, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData("tiny.yaml")]
    [InlineData("tiny.yaml/below")]
    [InlineData("/proc/sherlock")]
    public async Task Run_IntoAFolderThatCannotBeWritten_SaysWhich(string data)
    {
        var grid = TinyGrid.Write(_folder.Path);

        var ended = await SiloProcess.RunAsync("run", grid, "--data", Path.Combine(_folder.Path, data));

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains(Path.Combine(_folder.Path, data), ended.OneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("list")]
    public async Task AnyVerb_OnAForeignDatabase_SaysSoAndLeavesItAsItIs(string verb)
    {
        Directory.CreateDirectory(Data);
        var database = Path.Combine(Data, SherlockDatabase.FileName);
        await File.WriteAllTextAsync(database, "Dear Watson, this is a letter.", TestContext.Current.CancellationToken);

        var ended = await RunAsync(verb);

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains($"{database} is not a SQLite database", ended.OneLine, StringComparison.Ordinal);
        Assert.Equal("Dear Watson, this is a letter.", await File.ReadAllTextAsync(database, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("list")]
    public async Task AnyVerb_OnADatabaseOfANewerVersion_SaysSo(string verb)
    {
        using (var database = await SherlockDatabase.CreateAsync(
            Path.Combine(Data, SherlockDatabase.FileName), TestContext.Current.CancellationToken))
        {
            await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
            await using var command = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database)
                .CreateCommand();
            await command.Connection!.OpenAsync(TestContext.Current.CancellationToken);
            command.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Telepathy', '99.0.0')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var ended = await RunAsync(verb);

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("newer version of the program (it knows '29990101000000_Telepathy')", ended.OneLine, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A verb, or a run with something set.</summary>
    private Task<Ended> RunAsync(string what)
    {
        var grid = TinyGrid.Write(_folder.Path);
        return what switch
        {
            "list" => SiloProcess.RunAsync("list", "--data", Data),
            "run" => SiloProcess.RunAsync("run", grid, "--data", Data),
            _ => SiloProcess.RunAsync("run", grid, "--data", Data, "--set", what),
        };
    }
}
