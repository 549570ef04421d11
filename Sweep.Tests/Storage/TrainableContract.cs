using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

/// <summary>Trainables are published once, and sweeps of them are kept: the same by every store.</summary>
public abstract partial class TrainableContract : StoreTests
{
    private static readonly TrainableSchema _spiral = Schema("1", hidden: 32);

    private static readonly SweepSpec _spec = new(
        "spirals", "", new("loss", Goal.Minimize), [1], _spiral.Defaults, [new("rate", ["0.1", "1"])], _spiral);

    private TrainableStore Trainables => new(Store.Session, Store.Clock);

    [Fact]
    public async Task Trainables_OfANewDatabase_AreTheFirst() =>
        Assert.Equal([LanguageModelParameters.Schema], await Store.Reader.TrainablesAsync(Token));

    [Fact]
    public async Task Submit_OfATrainableThatNoSiloHasPublished_IsRefused()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.SubmitAsync(_spec));

        Assert.Equal("No silo has published the trainable spiral 1: start one that can train it.", error.Message);
        Assert.Empty(await Store.Reader.ListAsync(Token));
    }

    [Fact]
    public async Task Sweep_OfAUsersTrainable_ComesBackAsItWasSubmitted()
    {
        await Trainables.PublishAsync([_spiral], replaces: false, Token);
        var sweep = await Store.SubmitAsync(_spec);
        var trial = (await Store.Reader.TrialsAsync(sweep, Token))[1];
        var spec = await SpecAsync(sweep);

        Assert.Equal((_spiral, _spiral.Defaults), (spec.Schema, spec.Trial));
        Assert.Equal(_spiral.Defaults.With("rate", 1.0), trial.Hyperparameters);
        Assert.Equal(_spiral, (await Store.AssignAsync(trial.Id)).Schema);
        Assert.Equal(1, await Store.Sweeps.ExtendAsync(
            sweep, SteeringRequest.New(), _spec with { Axes = [new("rate", ["1", "2"])] }, Token));
    }

    [Fact]
    public async Task Sweep_OfACommand_PublishesItsSchemaAndKeepsTheCommand()
    {
        var command = new CommandSpec(["python3", "a b.py"], "/srv/ü")
        {
            Limits = new() { Memory = 1L << 40, Silence = TimeSpan.FromMinutes(1) },
            Pass = ["LANG"],
            Set = ImmutableDictionary<string, string>.Empty.Add("A", "b"),
        };

        var sweep = await Store.SubmitAsync(_spec with { Command = command });

        Assert.Equal(command, (await SpecAsync(sweep)).Command);
        Assert.Contains(_spiral, await Store.Reader.TrainablesAsync(Token));
    }

    [Fact]
    public async Task Extend_ByASweepOfAnotherTrainable_IsRefused()
    {
        await Trainables.PublishAsync([_spiral], replaces: false, Token);
        var sweep = await Store.SubmitAsync(_spec);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(), Token));

        Assert.Equal("'spirals' trains spiral 1, and the grid language-model 1: submit that as a sweep of its own.", error.Message);
    }

    [Fact]
    public async Task Sweep_ThatNoneOfTheSilosCanTrain_SaysSo()
    {
        await Trainables.PublishAsync([_spiral], replaces: false, Token);
        var (spirals, sizes) = (await Store.SubmitAsync(_spec), await Store.SubmitAsync(TestStore.Spec()));
        Assert.False(await LacksSiloAsync(spirals));

        await JoinAsync("a", TrainableId.First);
        Assert.Equal((true, false), (await LacksSiloAsync(spirals), await LacksSiloAsync(sizes)));

        await JoinAsync("b", TrainableId.First, _spiral.Id);
        Assert.False(await LacksSiloAsync(spirals));

        await Store.QueryAsync($"DELETE FROM {MembersTable} WHERE silo_name = 'b'");
        Assert.True(await LacksSiloAsync(spirals));
        await Store.AssignAsync(new(spirals, 1));
        Assert.False(await LacksSiloAsync(spirals));
        await JoinAsync("a", TrainableId.First);
        Assert.Equal(["a"], await Store.QueryAsync("SELECT DISTINCT silo FROM silo_trainables"));
    }

    [Fact]
    public async Task Sweep_OfASchemaThatANewerProgramHasPublished_StopsNoOther()
    {
        await Trainables.PublishAsync([_spiral], replaces: false, Token);
        var (spirals, sizes) = (await Store.SubmitAsync(_spec), await Store.SubmitAsync(TestStore.Spec()));
        await Store.QueryAsync("UPDATE trainables SET version = '9', schema = '{}' WHERE name = 'spiral'");
        await Store.QueryAsync("UPDATE sweeps SET trainable_version = '9' WHERE name = 'spirals'");

        var listed = await Store.Reader.ListAsync(Token);
        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Reader.SummaryAsync(spirals, Token));

        Assert.Equal([sizes, spirals], listed.Select(sweep => sweep.Id).OrderBy(id => id == spirals));
        Assert.Equal(new TrainableId("spiral", "9"), listed.Single(sweep => sweep.Id == spirals).Spec.Trainable);
        Assert.Equal("A newer version of the program has published the trainable spiral 9: update this one.", error.Message);
        Assert.DoesNotContain(await Store.Reader.TrainablesAsync(Token), schema => schema.Name == "spiral");
        Assert.Equal([sizes], (await Store.Trials.SnapshotAsync(Token)).Sweeps.Select(sweep => sweep.Id));
    }

    /// <summary>The name of the members' table.</summary>
    protected abstract string MembersTable { get; }

    private static TrainableSchema Schema(string version, int hidden) => new(
        "spiral",
        version,
        [
            new("rate", HyperparameterType.Number) { Range = new() { Above = 0 }, Default = 0.1 },
            new("hidden", HyperparameterType.WholeNumber) { Default = (long)hidden },
        ])
    {
        Metrics = [new("loss") { Goal = Goal.Minimize }],
    };

    private async Task<SweepSpec> SpecAsync(Guid sweep) => (await Store.Reader.SummaryAsync(sweep, Token)).Spec;

    private async Task<bool> LacksSiloAsync(Guid sweep)
    {
        var listed = (await Store.Reader.ListAsync(Token)).Single(one => one.Id == sweep);
        Assert.Equal(listed.LacksSilo, (await Store.Reader.SummaryAsync(sweep, Token)).LacksSilo);
        return listed.LacksSilo;
    }

    private Task JoinAsync(string silo, params TrainableId[] trainables) => TestMembers.JoinAsync(Store, Trainables, silo, trainables);
}

public sealed class SqliteTrainableTests : TrainableContract
{
    protected override string MembersTable => "orleans_members";

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresTrainableTests : TrainableContract
{
    protected override string MembersTable => "orleans.members";

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
