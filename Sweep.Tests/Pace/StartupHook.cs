using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

/// <summary>
/// Makes the slots of a silo rest after each step. So a trial lasts as long as a test needs, on every machine, and leaves the processor to
/// other tests.
/// </summary>
/// <remarks>.NET runs this before the silo's own code. It looks for a class of this name in the assembly that a variable names.</remarks>
[SuppressMessage("Design", "CA1050", Justification = ".NET looks for the class outside of all namespaces.")]
public static class StartupHook
{
    /// <summary>How long a slot rests after each step.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(5);

    private static readonly MeterListener _steps = new();
    private static readonly ManualResetEvent _never = new(false);

    /// <summary>The environment of a silo whose slots rest.</summary>
    public static (string Name, string Value) Variable => ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location);

    public static void Initialize()
    {
        _steps.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "sweep.training.steps") { listener.EnableMeasurementEvents(instrument); }
        };

        // The slot's thread counts its steps, so it is the one that rests.
        _steps.SetMeasurementEventCallback<long>((_, steps, _, _) => _never.WaitOne(Rest * steps));
        _steps.Start();
    }
}
