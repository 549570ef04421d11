namespace Sweep.Silo.Contracts;

/// <summary>What slots do about an error that is not the trial's.</summary>
internal sealed class ErrorPolicy
{
    /// <summary>
    /// Slots never end on their own: they repeat a call until it is answered, and leave a trial that cannot be trained here to another
    /// silo.
    /// </summary>
    public static readonly ErrorPolicy Insist = new(insists: true);

    /// <summary>The first permanent error ends the run, because no other process could do the work.</summary>
    public static readonly ErrorPolicy FirstErrorCounts = new(insists: false);

    private readonly bool _insists;

    private ErrorPolicy(bool insists) => _insists = insists;

    /// <summary>The number of permanent errors in a row that counts as the answer of a call.</summary>
    /// <param name="most">The number for slots that insist.</param>
    public int MostRefusals(int most) => _insists ? most : 1;

    /// <summary>Whether a slot goes on after an exception. It never does after a cancellation.</summary>
    public bool GoesOnAfter(Exception exception) => _insists && exception is not OperationCanceledException;
}
