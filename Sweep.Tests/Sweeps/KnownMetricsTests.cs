using System.Reflection;
using Sweep.Grains.Sweeps;
using Sweep.Model.Configuration;

namespace Sweep.Tests.Sweeps;

public sealed class KnownMetricsTests
{
    [Fact]
    public void KnownMetrics_AndTheModels_AreTheSame() => Assert.Equal(NamesIn(typeof(MetricNames)), NamesIn(typeof(KnownMetrics)));

    private static IEnumerable<(string Constant, object? Metric)> NamesIn(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, field.GetRawConstantValue()));
}
