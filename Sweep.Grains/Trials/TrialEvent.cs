namespace Sweep.Grains.Trials;

/// <summary>What happens to a trial and may change its status. <see cref="TrialLifecycle"/> says how.</summary>
internal enum TrialEvent
{
    /// <summary>A slot is assigned the trial and begins its next attempt.</summary>
    Assign,

    /// <summary>The attempt ends and the trial does not: it was handed back, it was lost, or it failed and may be retried.</summary>
    HandBack,

    /// <summary>The attempt trained the trial to its last epoch.</summary>
    Complete,

    /// <summary>The attempt reached the level of its assignment, and wrote a checkpoint.</summary>
    Hold,

    /// <summary>The search lets the trial go on from the level at which it is held.</summary>
    Promote,

    /// <summary>The search ends the trial early.</summary>
    Prune,

    /// <summary>The search is extended, so that the trial may go on.</summary>
    Reopen,

    /// <summary>The attempt ended because the loss became NaN or infinite.</summary>
    Diverge,

    /// <summary>The attempt ended by an error and no retry is left, or no attempt of the trial can succeed.</summary>
    Fail,

    /// <summary>A person pauses the trial.</summary>
    Pause,

    /// <summary>A person resumes the trial.</summary>
    Resume,

    /// <summary>A person cancels the trial.</summary>
    Cancel,

    /// <summary>A person retries the failed trial.</summary>
    Retry,
}
