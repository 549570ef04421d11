using Microsoft.Data.Sqlite;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Tests.Contracts;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Two programs with other schemas under one name and version, and a newer program, over one data folder.</summary>
[Trait("Category", "Slow")]
public sealed class ChangedTrainableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Grid => Path.Combine(_folder.Path, "spring.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfAProgramWithAChangedSchema_SaysBothHashesAndWhatDiffers()
    {
        Write("grid: { damping: [0.1, 0.2] }");
        var (first, changed) = (new TrainableRegistry().Add<Spring>(), new TrainableRegistry().Add<StiffSpring>());
        Assert.Equal(0, (await EmbeddedProgram.RunAsync(first, "run", Grid, "--data", Data)).ExitCode);

        var ended = await EmbeddedProgram.RunAsync(changed, "run", Grid, "--data", Data);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(
            "The trainable spring 2 is another one in the database: the hyperparameter damping is ",
            ended.OneLine,
            StringComparison.Ordinal);
        Assert.Contains(
            $"(schema {changed.All[0].Schema.Hash} here, {first.All[0].Schema.Hash} there). Give the changed one another version",
            ended.OneLine,
            StringComparison.Ordinal);
        Assert.Equal(0, (await EmbeddedProgram.RunAsync(first, "best", "spring", "--data", Data)).ExitCode);
    }

    [Fact]
    public async Task List_WithASweepOfANewerProgram_ListsItAndTheOthers()
    {
        Write("");
        var program = new TrainableRegistry().Add<Spring>();
        Assert.Equal(0, (await EmbeddedProgram.RunAsync(program, "run", Grid, "--data", Data)).ExitCode);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(Data, SherlockDatabase.FileName)};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                INSERT INTO trainables (name, version, hash, schema, published_at)
                    SELECT name, '3', hash, '{"name":"spring"}', published_at FROM trainables WHERE name = 'spring';
                UPDATE sweeps SET trainable_version = '3';
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var again = await EmbeddedProgram.RunAsync(program, "run", Grid, "--set", "name=autumn", "--data", Data);
        var listed = await EmbeddedProgram.RunAsync(program, "list", "--data", Data);
        var shown = await EmbeddedProgram.RunAsync(program, "show", "spring", "--data", Data);
        var other = await EmbeddedProgram.RunAsync(program, "show", "autumn", "--data", Data);

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("autumn", listed.Out, StringComparison.Ordinal);
        Assert.Equal(2, listed.Out.Split('\n').Count(line => line.Contains("Completed", StringComparison.Ordinal)));
        Assert.Equal(0, other.ExitCode);
        Assert.Contains("A newer version of the program has published the trainable spring 3", shown.OneLine, StringComparison.Ordinal);
    }

    private void Write(string lines) => File.WriteAllText(Grid, $"name: spring\ntrainable: spring\n{lines}\n");

    /// <summary>The same name and version with another range.</summary>
    private sealed class StiffSpring : ITrainable<StiffSpring.Parameters>
    {
        public sealed record Parameters
        {
            [Between(0.0, 10.0)]
            public double Damping { get; init; } = 0.1;
        }

        public TrainableDescription Description => new Spring().Description with { Resource = ResourceDefinition.Steps };

        public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
