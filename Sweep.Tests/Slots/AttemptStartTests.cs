using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;
using Sweep.Silo.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>What is the same for all trainables: the checkpoint an attempt begins from, and the folder that it gets.</summary>
public sealed partial class AttemptStartTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly CountingTrainable _trainable = new();
    private readonly GrainRetryPolicy _retry =
        new(new(1, "", "", ""), TimeProvider.System, NullLogger<GrainRetryPolicy>.Instance, seed: 1);

    private static TrialAssignment Assignment { get; } =
        new(new(Guid.Empty, 1), 1, "tiny", "tiny-2", "sample", 7, new LanguageModelParameters(), Language.Objective, null,
            LanguageModelParameters.Schema);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FolderCheckpoints Files => new(new(_temp.Path));

    private AttemptStart Start => new(
        new TrainableRegistry().Add(_trainable), Files, Files, _retry,
        new(() => ScratchFolder.Open(Path.Combine(_temp.Path, "scratch"), "silo-1")),
        new SlotLoggers(_lines));

    public void Dispose()
    {
        _retry.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Begin_OfATrial_SaysWhatIsKnownOfIt()
    {
        Begin(Assignment with { Attempt = 3 }).Dispose();

        var trial = _trainable.Trials.Single();
        Assert.Equal(("tiny-2/1", 3, 7), (trial.Trial, trial.Attempt, trial.Seed));
        Assert.Equal("sample", trial.Settings["corpus"]);
        Assert.Null(trial.Checkpoint);
        trial.Log.Log(LogLevel.Warning, default, "The disk is nearly full.", null, (text, _) => text);
        Assert.Equal(["Warning: Trial tiny-2/1: The disk is nearly full."], _lines);
    }

    [Fact]
    public void Save_WhenTheDiskRefuses_IsTheSlotsObstacleAndLeavesNothing()
    {
        using var training = Begin(Assignment);
        Directory.CreateDirectory(Files.FullPath(Files.Location(Assignment, 0)));

        var error = Assert.Throws<SherlockException>(() => Start.Save(Assignment, training.Step, training.Save));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.StartsWith("A checkpoint cannot be written: The checkpoint '", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_temp.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Begin_AfterAKillWithinACheckpoint_RemovesWhatWasHalfWritten()
    {
        var path = Files.FullPath(Files.Location(Assignment, 1));
        string[] halves = [AtomicFile.Aside(path), path + ".of-an-earlier-version.tmp"];
        Array.ForEach(halves, half => File.WriteAllText(half, "half"));

        Begin(Assignment).Dispose();

        Assert.All(halves, half => Assert.False(File.Exists(half)));
    }

    [Fact]
    public void Scratch_OfAnAttempt_IsEmptyAtFirstAndGoneAfterIt()
    {
        string path;
        using (var scratch = Start.Scratch(Assignment))
        {
            using var training = Start.Begin(Assignment, scratch, Token);
            var folder = _trainable.Trials.Single().ScratchFolder();
            path = folder.FullName;
            Assert.Empty(folder.GetFileSystemInfos());
            File.WriteAllText(Path.Combine(path, "file"), "content");
        }

        Assert.False(Directory.Exists(path));
    }

    private ITraining Begin(TrialAssignment assignment)
    {
        using var scratch = Start.Scratch(assignment);
        return Start.Begin(assignment, scratch, Token);
    }

    /// <summary>Counts its steps. A checkpoint is the number as text.</summary>
    private sealed class CountingTrainable : ITrainable
    {
        public List<TrialContext> Trials { get; } = [];

        public TrainableSchema Schema => LanguageModelParameters.Schema;

        public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
        {
            Trials.Add(trial);
            return new Counting(trial.Checkpoint is { } checkpoint ? Read(checkpoint) : 0);
        }

        private static long Read(CheckpointSource checkpoint)
        {
            using var reader = new StreamReader(checkpoint.OpenRead());
            var text = reader.ReadToEnd();
            return long.TryParse(text, CultureInfo.InvariantCulture, out var step)
                ? step
                : throw new UnusableCheckpointException($"'{text}' is no number.");
        }
    }

    private sealed class Counting(long step) : ITraining
    {
        public long Step { get; private set; } = step;

        public long? TotalSteps => null;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                Step++;
                yield return null;
            }
        }

        public void Save(Stream destination)
        {
            using var writer = new StreamWriter(destination, leaveOpen: true);
            writer.Write(Step);
        }

        public void Dispose()
        {
        }
    }
}
