using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Tests.Slots;

namespace Sweep.Tests.Contracts;

public sealed class TrainableRegistryTests
{
    private readonly TrainableRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Add_OfATypeWithARecord_MakesItsSchema()
    {
        var schema = _registry.Add<Spring>().All.Single().Schema;

        Assert.Equal(("spring", "2"), (schema.Name, schema.Version));
        Assert.Equal(["damping", "steps", "material"], schema.Names);
        Assert.Equal(["steel", "rubber"], schema.Get("material").Words);
        Assert.Equal(new Objective("energy", Goal.Minimize), schema.Objective);
        Assert.Equal(20, schema.Resource.Total(schema.Defaults));
        Assert.Equal("damping 0.1, steps 20, material steel", schema.Defaults.ToString());
    }

    [Fact]
    public void Begin_OfATypeWithARecord_GivesItTheRecord()
    {
        var trainable = _registry.Add<Spring>().All.Single();

        using var training = trainable.Begin(Trial(trainable.Schema.With(trainable.Schema.Defaults, "damping", "0.5")), Token);

        Assert.Equal([-0.5, 0.25], training.Train(Token).Take(2).Select(report => report!.Values[0].Value));
    }

    [Fact]
    public void Find_OfACapability_AsksTheUsersObject()
    {
        var id = _registry.Add<Spring>().All.Single().Schema.Id;

        Assert.NotNull(_registry.Find<ITrainable<Spring.Parameters>>(id));
        Assert.Null(_registry.Find<IHasWordVectors>(id));
    }

    [Fact]
    public void Get_OfWhatItDoesNotHave_SaysWhatItHas()
    {
        _registry.Add<Spring>();

        var error = Assert.Throws<SherlockException>(() => _registry.Get(new("digits", "1")));

        Assert.Equal("This program cannot train 'digits 1'; it has 'spring 2'.", error.Message);
    }

    [Fact]
    public void Add_OfTheSameNameAndVersion_IsRefused() => Assert.Equal(
        "There are two trainables 'spring 2': one needs another name or version.",
        Assert.Throws<SherlockException>(() => _registry.Add<Spring>().Add(new Spring())).Message);

    [Fact]
    public void Add_OfATypeThatIsNoTrainable_SaysSo() => Assert.Equal(
        "TrainableRegistryTests is no trainable: it implements ITrainable<> 0 times.",
        Assert.Throws<SherlockException>(() => _registry.Add<TrainableRegistryTests>()).Message);

    [Fact]
    public void Add_OfADefaultOutsideItsRange_SaysWhich() => Assert.Equal(
        "Careless is no trainable: Parameters.Size: found the default 9; allowed: numbers from 1 to 5",
        Assert.Throws<SherlockException>(() => _registry.Add<Careless>()).Message);

    [Fact]
    public void Add_OfATypeWhoseConstructorFails_SaysWhy() => Assert.Equal(
        "Unready cannot be made: The data is missing.", Assert.Throws<SherlockException>(() => _registry.Add<Unready>()).Message);

    [Fact]
    public void Add_OfASchemaThatIsWrong_SaysWhatIsAllowed() => Assert.Equal(
        "The trainable 'walk 1' is wrong: resource: found 'epochs'; allowed: steps",
        Assert.Throws<SherlockException>(() => _registry.Add(new Aimless())).Message);

    [Fact]
    public void Of_AProgramThatFails_IsOneLine() => Assert.Equal(
        "The trainables cannot be added: It is broken.",
        Assert.Throws<SherlockException>(
            () => TrainableRegistry.Of(_ => throw new InvalidOperationException("It is broken.\nBadly."))).Message);

    [Fact]
    public void With_BuiltInOnes_PutsThemFirst() => Assert.Equal(
        ["language-model", "spring"], _registry.Add<Spring>().With(new FakeTrainable()).All.Select(one => one.Schema.Name));

    private static TrialContext Trial(Hyperparameters hyperparameters) => new()
    {
        Sweep = "springs",
        Number = 1,
        Attempt = 1,
        Hyperparameters = hyperparameters,
        Seed = 1,
        Objective = new("height", Goal.Minimize),
    };

    private sealed class Unready : ITrainable
    {
        public Unready() => throw new InvalidOperationException("The data is missing.");

        public TrainableSchema Schema => throw new NotSupportedException();

        public ITraining Begin(TrialContext trial, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Aimless : ITrainable<Walk.Parameters>
    {
        public TrainableDescription Description => new("walk") { Resource = new("epoch") { Hyperparameter = "epochs" } };

        public ITraining Begin(TrialContext<Walk.Parameters> trial, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class Careless : ITrainable<Careless.Parameters>
    {
        public sealed record Parameters
        {
            [Between(1, 5)]
            public int Size { get; init; } = 9;
        }

        public TrainableDescription Description => new("careless");

        public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
