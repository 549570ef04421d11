using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

public abstract partial class TrainableContract
{
    [Fact]
    public async Task Publish_OfASchemaThatIsThere_ChangesNothing()
    {
        await Trainables.PublishAsync([_spiral, LanguageModelParameters.Schema], replaces: false, Token);
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await Trainables.PublishAsync([Schema("2", hidden: 64), _spiral], replaces: false, Token);

        Assert.Equal(["2", "1", "1"], (await Store.Reader.TrainablesAsync(Token)).Select(schema => schema.Version));
        Assert.Equal(_spiral, (await Store.Reader.TrainablesAsync(Token))[1]);
    }

    [Fact]
    public async Task Publish_OfAChangedSchemaInTheSameVersion_IsRefusedAndSaysWhatDiffers()
    {
        await Trainables.PublishAsync([_spiral], replaces: false, Token);
        TrainableSchema[] changed = [Schema("2", hidden: 64), Schema("1", hidden: 64)];

        var error = await Assert.ThrowsAsync<SherlockException>(() => Trainables.PublishAsync(changed, replaces: false, Token));

        Assert.Equal(
            $$"""
            The trainable spiral 1 is another one in the database: the hyperparameter hidden is {"name":"hidden","type":"int","default":64}
             here, and {"name":"hidden","type":"int","default":32} in the database (schema {{changed[1].Hash}} here, {{_spiral.Hash}}
             there). Give the changed one another version: Version in its TrainableDescription, or 'version' in the file that declares it.
            """.ReplaceLineEndings(""),
            error.Message);
        Assert.Equal(["1"], await Store.QueryAsync("SELECT version FROM trainables WHERE name = 'spiral'"));
    }

    [Fact]
    public async Task Publish_OfAChangedSchemaThatReplaces_IsRefusedOnlyIfASweepRefersToTheOldOne()
    {
        var changed = Schema("1", hidden: 64);
        await Trainables.PublishAsync([_spiral], replaces: true, Token);
        Assert.Contains(_spiral, await Store.Reader.TrainablesAsync(Token));

        await Trainables.PublishAsync([changed], replaces: true, Token);

        Assert.Contains(changed, await Store.Reader.TrainablesAsync(Token));
        Assert.Equal([changed.Hash], await Store.QueryAsync("SELECT hash FROM trainables WHERE name = 'spiral'"));
        await Store.SubmitAsync(_spec with { Trial = changed.Defaults, Schema = changed });
        await Assert.ThrowsAsync<SherlockException>(() => Trainables.PublishAsync([_spiral], replaces: true, Token));
    }

    [Fact]
    public async Task Trainables_OfAClusterWhoseSilosTrainAnOlderVersion_BeginWithThatVersion()
    {
        await Trainables.PublishAsync([Schema("9", hidden: 1), Schema("10", hidden: 2)], replaces: false, Token);
        Assert.Equal(["10", "9"], await VersionsAsync());

        await JoinAsync("a", new TrainableId("spiral", "9"));

        Assert.Equal(["9", "10"], await VersionsAsync());
    }

    [Fact]
    public async Task Schema_WithAPropertyThatThisProgramDoesNotKnow_KeepsItsTextAndItsHash()
    {
        var newer = _spiral.ToJson()[..^1] + ""","wings":{"count":2}}""";
        await StoreAsync(newer);

        var read = (await Store.Reader.TrainablesAsync(Token)).Single(schema => schema.Name == "spiral");
        var sweep = await Store.SubmitAsync(_spec with { Schema = read });

        Assert.Equal((newer, TrainableSchema.HashOf(newer)), (read.ToJson(), read.Hash));
        Assert.Equal(newer, (await Store.AssignAsync(new(sweep, 1))).Schema.ToJson());
        var error = await Assert.ThrowsAsync<SherlockException>(() => Trainables.PublishAsync([_spiral], replaces: false, Token));
        Assert.Equal(
            "The trainable spiral 1 is another one in the database: its wings is missing here, and {\"count\":2} in the database (schema "
                + $"{_spiral.Hash} here, {read.Hash} there). A newer version of the program has published it: update this one.",
            error.Message);
    }

    [Fact]
    public async Task Submit_BesideASchemaThatCannotBeRead_IsStored()
    {
        await StoreAsync("""{"name":"spiral","version":"1","hyperparameters":[{"name":"a","type":"complex","default":1}]}""");

        var sweep = await Store.SubmitAsync(TestStore.Spec());

        Assert.Equal([LanguageModelParameters.Schema], await Store.Reader.TrainablesAsync(Token));
        Assert.Equal(sweep, (await Store.Reader.FindAsync("sizes", Token)).Id);
        Assert.Contains(
            "A newer version of the program has published it: update this one.",
            (await Assert.ThrowsAsync<SherlockException>(() => Store.SubmitAsync(_spec))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Another program has published a schema.</summary>
    private async Task StoreAsync(string json)
    {
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        db.Trainables.Add(new()
        {
            Name = "spiral",
            Version = "1",
            Hash = TrainableSchema.HashOf(json),
            Schema = json,
            PublishedAt = TestStore.Start,
        });
        await db.SaveChangesAsync(Token);
    }

    private async Task<IEnumerable<string>> VersionsAsync() =>
        (await Store.Reader.TrainablesAsync(Token)).Where(schema => schema.Name == "spiral").Select(schema => schema.Version);
}
