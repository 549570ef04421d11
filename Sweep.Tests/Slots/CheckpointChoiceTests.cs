using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Retry;
using Sweep.Silo.Slots;
using Sweep.Tests.Contracts;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>What an attempt does when the disk, or the content of a checkpoint, is at fault.</summary>
public sealed class CheckpointChoiceTests : IDisposable
{
    private static readonly CheckpointInfo _newest = new(5, "newest", 16);
    private static readonly ITrainable _trainable = new TrainableRegistry().Add<Walk>().All[0];

    private readonly TempFolder _temp = new();
    private readonly GrainRetryPolicy _retry =
        new(new(1, "", "", ""), TimeProvider.System, NullLogger<GrainRetryPolicy>.Instance, seed: 1);

    private int _disposed;

    public void Dispose()
    {
        _retry.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Continue_WhenCheckpointsCannotBeListed_IsTheSlotsObstacle() => AssertObstacle(
        new Checkpoints { List = () => throw new IOException("The disk is gone.") }, "The disk is gone.");

    [Fact]
    public void Continue_WhenACheckpointCannotBeFetched_IsTheSlotsObstacle() => AssertObstacle(
        new Checkpoints { Open = () => throw new UnauthorizedAccessException("Not allowed.") }, "Not allowed.");

    [Fact]
    public void Continue_WhenTheFetchedCopyCannotBeRemoved_IsTheSlotsObstacleAndLeavesNoTraining()
    {
        var path = Path.Combine(_temp.Path, "copy");
        File.WriteAllBytes(path, new byte[16]);
        var file = new CheckpointFile(path, isCopy: true);
        file.Closed += () =>
        {
            // A folder cannot be removed as a file.
            File.Delete(path);
            Directory.CreateDirectory(path);
        };

        AssertObstacle(new Checkpoints { Open = () => file }, path);
        Assert.Equal(1, _disposed);
    }

    [Fact]
    public void Continue_FromAFileThatEndsEarly_BeginsAtTheBeginning()
    {
        var path = Path.Combine(_temp.Path, "short");
        File.WriteAllBytes(path, new byte[3]);

        using var training = Continue(new Checkpoints { Open = () => new(path, isCopy: false) });

        Assert.Equal(0, training.Step);
    }

    private void AssertObstacle(Checkpoints checkpoints, string says)
    {
        var error = Assert.Throws<SherlockException>(() => Continue(checkpoints));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private ITraining Continue(Checkpoints checkpoints) =>
        new CheckpointChoice(checkpoints, _retry, NullLogger<CheckpointChoice>.Instance).Continue(
            Begin, new(Guid.Empty, 1), Trial(), _newest, TestContext.Current.CancellationToken);

    private ITraining Begin(TrialContext trial)
    {
        var walk = new Walk { OnDispose = () => _disposed++ };
        return new TrainableRegistry().Add(walk).All[0].Begin(trial, TestContext.Current.CancellationToken);
    }

    private static TrialContext Trial() => new()
    {
        Sweep = "walks",
        Number = 1,
        Attempt = 2,
        Hyperparameters = _trainable.Schema.Defaults,
        Seed = 1,
        Objective = new("distance", Goal.Minimize),
    };

    private sealed class Checkpoints : ICheckpointReader
    {
        public Func<IReadOnlyList<CheckpointInfo>> List { get; init; } = () => [_newest];

        public Func<CheckpointFile> Open { get; init; } = () => throw new NotSupportedException();

        public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken) =>
            Task.FromResult(List());

        public Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
            Task.FromResult(Open());
    }
}
