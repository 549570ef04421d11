using System.Runtime.Intrinsics;
using Sweep.Model.Benchmarks;

namespace Sweep.Tests.Benchmarks;

public sealed class VectorPeakTests
{
    // Two million rounds of twelve vectors with two operations for each lane, in one second of this clock.
    [Fact]
    public void Measure_OfALoopThatTakesASecond_IsItsNumberOfOperations() => Assert.Equal(
        0.048 * (Vector512.IsHardwareAccelerated ? 16 : 8),
        new VectorPeak(new SecondALook()).Measure(TestContext.Current.CancellationToken),
        precision: 9);

    /// <summary>A clock that moves one second at each reading.</summary>
    private sealed class SecondALook : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++_looks;
    }
}
