using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;
using Sweep.Silo.Slots;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Hosting;

internal static class SlotServices
{
    /// <summary>Adds the slots, which train what the <see cref="TrainableRegistry"/> has.</summary>
    public static IServiceCollection AddSlots(this IServiceCollection services, SlotOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => new SlotPlan(options.Slots));
        services.TryAddSingleton(CertificateEnds.None);
        services.AddSingleton<ITrialCosts, TrainableCosts>();
        services.AddSingleton<SlotFailure>();
        services.AddSingleton<SweepQuarantine>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GrainRetryPolicy>(provider, Seed(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TrialRequester>(provider, Seed(provider)));
        services.AddCheckpoints(options);
        services.AddSingleton(provider => new SweepFolders(
            provider.GetRequiredService<SweepStore>(), options.LogsFolder, options.KeepsInDatabase ? null : options.CheckpointsFolder,
            isOwn: !options.IsClustered || !HasOtherDatabase(options)));
        services.AddSingleton<EventFileWriters>();
        services.AddSingleton<TrainingMetrics>();
        services.AddSingleton<CheckpointMetrics>();
        services.AddSingleton<SlotMetrics>();
        services.AddSingleton<SlotTelemetry>();
        services.AddSingleton<IVectorReader>(provider => new CheckpointVectorReader(
            provider.GetRequiredService<ICheckpointReader>(), provider.GetRequiredService<TrainableRegistry>()));
        services.AddSingleton<AttemptStart>();
        services.AddSingleton<ReportTurns>();
        services.AddSingleton<AttemptLines>();
        services.AddSingleton<AttemptRunner>();
        // Before a slot begins a trial, what deleted sweeps have left is removed.
        services.AddHostedService<DeletedFiles>();
        // Registered before the slots, so that it stops after them, when all trials that can end have ended.
        services.AddHostedService<EventFileRestorer>();
        services.AddHostedService<SlotSteering>();
        return services.AddHostedService<SlotService>();
    }

    private static void AddCheckpoints(this IServiceCollection services, SlotOptions options)
    {
        var files = new FolderCheckpoints(new(options.CheckpointsFolder));
        services.AddSingleton(provider => ScratchFolder.Open(options.Scratch, provider.GetRequiredService<ILocalSiloDetails>().Name));
        services.AddSingleton(provider => new Lazy<ScratchFolder>(provider.GetRequiredService<ScratchFolder>));
        if (options.KeepsInDatabase)
        {
            services.AddSingleton<ICheckpointWriter, DatabaseCheckpointWriter>();
        }
        else
        {
            services.AddSingleton<ICheckpointWriter>(files);
        }

        services.AddSingleton<ICheckpointBlobs, TrialStoreBlobs>();
        services.AddSingleton<ICheckpointReader>(provider => new MeasuredCheckpointReader(
            new RecordedCheckpointReader(
                options.IsClustered ? Mixed(provider, files, options) : files, provider.GetRequiredService<ICheckpointBlobs>()),
            provider.GetRequiredService<CheckpointMetrics>()));
    }

    /// <summary>Whether programs also train sweeps of another database in the silo's folders: 'run' with the same data folder.</summary>
    private static bool HasOtherDatabase(SlotOptions options) => new[] { options.LogsFolder, options.CheckpointsFolder }
        .Any(folder => Path.GetDirectoryName(folder) is { } above && File.Exists(Path.Combine(above, SherlockDatabase.FileName)));

    // What other silos wrote is read from the place to which they wrote it.
    private static MixedCheckpointReader Mixed(IServiceProvider provider, FolderCheckpoints files, SlotOptions options) => new(
        files,
        new DatabaseCheckpointReader(
            provider.GetRequiredService<ICheckpointBlobs>(),
            options.KeepsInDatabase ? provider.GetRequiredService<ScratchFolder>().Path : Path.GetTempPath()));

    // Silos that one script starts must not all retry at the same moment. Each silo has its own name, so each gets its own seed.
    private static int Seed(IServiceProvider provider) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(provider.GetRequiredService<ILocalSiloDetails>().Name)));
}
