namespace Sweep.Silo.Api;

/// <summary>Answers that callers share for a while.</summary>
internal sealed class SharedAnswers(TimeSpan longest, TimeProvider time)
{
    private readonly Lock _lock = new();
    private AnswerCache _answers = new();
    private long _since = time.GetTimestamp();

    /// <summary>The answers, none of them older than it may be.</summary>
    public AnswerCache Current
    {
        get
        {
            lock (_lock)
            {
                if (time.GetElapsedTime(_since) > longest) { (_answers, _since) = (new(), time.GetTimestamp()); }
                return _answers;
            }
        }
    }

    /// <summary>Forgets them, because something has changed.</summary>
    public void Forget()
    {
        lock (_lock) { (_answers, _since) = (new(), time.GetTimestamp()); }
    }
}
