using System.Diagnostics;

namespace Sweep.Tests.Tools;

/// <summary>The limit of every wait for a real process, server or thread.</summary>
/// <remarks>It ends a hang and measures nothing, so it is long enough for a busy machine.</remarks>
internal static class Patience
{
    /// <summary>The limit in milliseconds, for attributes such as <c>[Fact(Timeout = …)]</c>.</summary>
    public const int Milliseconds = 10 * 60 * 1000;

    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);

    public static TimeSpan Limit { get; } = TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>Waits for a task; a <see cref="TimeoutException"/> ends the test when it hangs.</summary>
    public static Task InTimeAsync(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="InTimeAsync(Task)"/>
    public static Task<T> InTimeAsync<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>
    /// Waits for the end of a process, also if the test is cancelled. Its output ends with the last process that holds it, so a child that
    /// lives on is a failure and not a hang.
    /// </summary>
    public static Task EndAsync(this Process process) => process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);

    /// <summary>Looks again and again until what it sees is right; fails the test with the last look when that never comes.</summary>
    /// <param name="what">What is waited for, as the end of "still not …".</param>
    /// <param name="look">Asks for the state.</param>
    /// <param name="isRight">Whether the state is the one that is waited for.</param>
    /// <param name="tell">How a failure shows the state.</param>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> look, Func<T, bool> isRight, Func<T, string>? tell = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(_pace);
        for (var seen = await look(); ; seen = await look())
        {
            if (isRight(seen)) { return seen; }
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                Assert.Fail($"Still not {what}: {(tell is null ? Text(seen) : tell(seen))}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The same for a condition.</summary>
    public static Task UntilAsync(string what, Func<bool> condition) =>
        UntilAsync(what, () => Task.FromResult(condition()), isRight => isRight);

    /// <summary>Waits on the calling thread, as the code that a trainable runs in must.</summary>
    public static void Until(string what, Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Limit), $"Still not {what}.");

    private static string Text<T>(T seen) =>
        seen is System.Collections.IEnumerable rows and not string ? string.Join('\n', rows.Cast<object>()) : $"{seen}";
}
