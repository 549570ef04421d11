using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Model.Configuration;
using Sweep.Tests.Native;

namespace Sweep.Tests.Training;

public sealed class ResumeProperties
{
    [Property(MaxTest = 25)]
    public Property Resume_AtAnySteps_EqualsGoingOn() => Prop.ForAll(Options().ToArbitrary(), Stops().ToArbitrary(), (options, stops) =>
    {
        using var folder = new TemporaryFolder();
        var data = Tiny.Data(options.Seed);

        var whole = Runs.Whole(data, options, default);

        whole.AssertSame(Runs.Interrupted(data, options, folder.Name("checkpoint"), stops.Order(), default));
    });

    private static Gen<TrainingOptions> Options() =>
        from cell in Gen.Elements(Enum.GetValues<CellKind>())
        from optimizer in Gen.Elements(Enum.GetValues<OptimizerKind>())
        from targets in Gen.Elements(Enum.GetValues<TargetKind>())
        from initialization in Gen.Elements(Enum.GetValues<InitializationKind>())
        from clip in Gen.Elements<double?>(null, 0.1)
        from seed in Gen.Choose(1, 1000)
        from interval in Gen.Choose(1, 30)
        select Tiny.Options with
        {
            Cell = cell,
            Optimizer = optimizer,
            Targets = targets,
            Initialization = initialization,
            ClipNorm = clip,
            Seed = seed,
            SummaryInterval = interval,
            LearningRate = 0.01,
        };

    /// <summary>Up to three stops, at steps of the training or after its end; a repeated stop is an attempt that made no step.</summary>
    private static Gen<long[]> Stops() => Gen.Choose(0, 56).Select(step => (long)step).ArrayOf(3);
}
