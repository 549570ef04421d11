using static Sweep.Grains.Trials.TrialStatus;

namespace Sweep.Grains.Trials;

/// <summary>
/// All transitions of a trial. The store changes a row's status through <see cref="Transition"/>, and generates from it the statements that
/// change many rows; only the statement that assigns trials is written by hand. A contract test compares all of them with this table on
/// every database.
/// <code>
/// | event    | Pending   | Running         | Running, pausing | Held      | Paused    | Failed  | Pruned | Completed | other final |
/// | -------- | --------- | --------------- | ---------------- | --------- | --------- | ------- | ------ | --------- | ----------- |
/// | Assign   | Running   | -               | -                | -         | -         | -       | -      | -         | -           |
/// | HandBack | -         | Pending         | Paused           | -         | -         | -       | -      | -         | -           |
/// | Complete | -         | Completed       | Completed        | -         | -         | -       | -      | -         | -           |
/// | Hold     | -         | Held            | Paused           | -         | -         | -       | -      | -         | -           |
/// | Promote  | -         | -               | -                | Pending   | -         | -       | -      | -         | -           |
/// | Prune    | Pruned    | Pruned          | Pruned           | Pruned    | Pruned    | -       | -      | -         | -           |
/// | Reopen   | -         | -               | -                | -         | -         | -       | Held   | Held      | -           |
/// | Diverge  | -         | Diverged        | Diverged         | -         | -         | -       | -      | -         | -           |
/// | Fail     | -         | Failed          | Failed           | -         | -         | -       | -      | -         | -           |
/// | Pause    | Paused    | pause requested | -                | -         | -         | -       | -      | -         | -           |
/// | Resume   | -         | -               | Running          | -         | Pending   | -       | -      | -         | -           |
/// | Cancel   | Cancelled | Cancelled       | Cancelled        | Cancelled | Cancelled | -       | -      | -         | -           |
/// | Retry    | -         | -               | -                | -         | -         | Pending | -      | -         | -           |
/// </code>
/// A dash means that the event comes too late or is not possible: the row stays as it is. A pause is requested only of a Running trial,
/// whose slot is told at its next report; beside any other status the flag means nothing, and every transition clears it. Assign also
/// needs a sweep that runs. The events of an attempt (HandBack to Fail) also need that this attempt is the trial's newest one.
/// </summary>
internal static class TrialLifecycle
{
    /// <returns>The trial's status and flag after the event; null if the event changes nothing.</returns>
    public static (TrialStatus Status, bool PauseRequested)? Transition(TrialStatus status, bool pauseRequested, TrialEvent happened) =>
        (status, happened) switch
        {
            (Pending, TrialEvent.Assign) => (Running, false),
            (Running, TrialEvent.HandBack) => (pauseRequested ? Paused : Pending, false),
            (Running, TrialEvent.Complete) => (Completed, false),
            (Running, TrialEvent.Hold) => (pauseRequested ? Paused : Held, false),
            (Held, TrialEvent.Promote) => (Pending, false),
            (Pending or Running or Held or Paused, TrialEvent.Prune) => (Pruned, false),
            (Pruned or Completed, TrialEvent.Reopen) => (Held, false),
            (Running, TrialEvent.Diverge) => (Diverged, false),
            (Running, TrialEvent.Fail) => (Failed, false),
            (Pending, TrialEvent.Pause) => (Paused, false),
            (Running, TrialEvent.Pause) when !pauseRequested => (Running, true),
            (Running, TrialEvent.Resume) when pauseRequested => (Running, false),
            (Paused, TrialEvent.Resume) => (Pending, false),
            (Pending or Running or Held or Paused, TrialEvent.Cancel) => (Cancelled, false),
            (Failed, TrialEvent.Retry) => (Pending, false),
            _ => null,
        };
}
