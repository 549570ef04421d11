using Sweep.Client.Backends;
using Sweep.Client.Following;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

/// <summary>
/// The common part of <c>run</c> and <c>resume</c>: starts the slots, starts a sweep, follows it to its end, and prints the summary.
/// </summary>
/// <param name="dataAgain">As <see cref="ConnectionInputs.DataAgain"/>.</param>
internal sealed class SweepRun(CommandContext context, IBackend backend, string dataAgain, int slots)
{
    private const int MostTries = 6;

    /// <summary>The data folder, if the page of the sweep is opened in the browser; null if it is not.</summary>
    public string? OpensFor { get; init; }

    /// <summary>
    /// Resumes an interrupted sweep after it has checked the text and the checkpoints; if they were bad, all trials would fail.
    /// </summary>
    /// <param name="trial">The number of the trial to resume; null for all that are paused.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ResumeAsync(SweepSummary sweep, int? trial, CancellationToken cancellationToken)
    {
        if (sweep.Spec.Command is not null) { Require.Training(backend).RequireOwn(); }
        var reader = await backend.OpenAsync(cancellationToken);
        if (backend.Workbench?.Preparation is { } preparation)
        {
            await CorpusFetch.IfMissingAsync(context, preparation, sweep.Spec.Corpus, cancellationToken);
            var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
            foreach (var spec in Unfinished(sweep, trials)) { await preparation.CheckAsync(spec, cancellationToken); }
            await preparation.CheckResumableAsync(sweep, trials, cancellationToken);
        }

        var request = SteeringRequest.New(trial);
        return await RunAsync(
            sweep.Id, grain => grain.ResumeAsync(request, cancellationToken), isNew: false, trial, cancellationToken);
    }

    /// <param name="start">Submits or resumes the sweep.</param>
    /// <param name="isNew">Whether the sweep is new, so that nothing of it is stored yet.</param>
    /// <param name="trial">The number of the trial that is resumed; null if all are trained.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        Guid id, Func<ISweepGrain, Task> start, bool isNew, int? trial, CancellationToken cancellationToken)
    {
        var local = Require.Training(backend);

        // Another program may hold the database for a while.
        var retry = new DatabaseRetry(context.Time, context.Say, DatabaseRetry.OfSteering);
        var cluster = await retry.TryAsync(token => local.ConnectAsync(slots, token), cancellationToken);
        SweepSummary? open = null;
        try
        {
            await using (cluster)
            {
                var reader = cluster.Reader;
                await using var page = OpensFor is not null ? await OpenDashboardAsync(cluster, cancellationToken) : null;
                using var opened = page is null ? null : context.Browse(page.Address, OpensFor!);
                var follower = new Follower(reader, context.Time, slots);
                var cursor = isNew ? MetricCursor.Beginning : await follower.EndAsync(id, cancellationToken);
                await retry.TryAsync(_ => StartAsync(start, cluster.Grains.GetGrain<ISweepGrain>(id)), cancellationToken);
                open = await reader.SummaryAsync(id, cancellationToken);
                var end = await FollowAsync(follower, id, cursor, cluster, cancellationToken);
                if (end.IsPaused) { return SayPaused(end, trial); }
                open = null;
                return await new RunSummary(context, backend, reader).PrintAsync(end.Sweep, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && open is not null)
        {
            context.Say($"Stopped. To go on: resume {open.Folder}{dataAgain}");
            throw;
        }
    }

    /// <summary>Says that another command has paused the sweep, or the trials that are left, so it is neither done nor failed.</summary>
    /// <returns>The exit code: done if the trial that was to be resumed is.</returns>
    private int SayPaused(FollowSnapshot end, int? trial)
    {
        var sweep = end.Sweep;
        context.Say($"{sweep.Folder} is paused: {SweepTable.Counts(sweep)}. To go on: resume {sweep.Folder}{dataAgain}");
        return end.Trials.Any(one => one.Id.Number == trial && one.Status.IsFinal()) ? CommandLine.Done : CommandLine.Interrupted;
    }

    private async Task<IDashboard> OpenDashboardAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var dashboard = await Require.Dashboard(backend, "run --open").StartAsync(port: 0, cluster, cancellationToken);
        context.Say($"The sweep in the browser: {dashboard.Address}");
        return dashboard;
    }

    /// <summary>
    /// Starts the sweep. On a machine that is very busy the silo in this process may not answer in time; what is asked for is carried out
    /// once, however often it is asked for.
    /// </summary>
    private static async Task<bool> StartAsync(Func<ISweepGrain, Task> start, ISweepGrain grain)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await start(grain);
                return true;
            }
            catch (TimeoutException) when (tries < MostTries)
            {
            }
            catch (TimeoutException exception)
            {
                throw new SherlockException("This machine is too busy to start the sweep.", SherlockException.OutOfReach, exception);
            }
        }
    }

    /// <summary>The specs to check: the grid or the space, or, if that is not all, each unfinished trial by itself.</summary>
    private static IEnumerable<SweepSpec> Unfinished(SweepSummary sweep, IReadOnlyList<TrialSummary> trials) =>
        sweep.IsSearching || GridExpansion.IsWhole(sweep.Spec, trials.Count)
            ? [sweep.Spec]
            : trials.Where(trial => !trial.Status.IsFinal())
                .Select(trial => sweep.Spec with { Trial = trial.Hyperparameters, Seeds = [trial.Seed], Axes = [], Search = null });

    private async Task<FollowSnapshot> FollowAsync(
        Follower follower, Guid id, MetricCursor cursor, ICluster cluster, CancellationToken cancellationToken)
    {
        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var screen = FollowScreen.RunAsync(context, follower, id, cursor, following.Token);
        try
        {
            if (await Task.WhenAny(screen, cluster.Failure) != screen)
            {
                await following.CancelAsync();
                await ((Task)screen).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw await cluster.Failure;
            }

            return await screen;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            context.Say("Stopping: running trials write their checkpoints; once more ends at once.");
            throw;
        }
    }
}
