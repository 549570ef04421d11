using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Sweep.Grains.Clustering;

/// <summary>
/// Lets all of Orleans go by <see cref="SteadyTime"/>. Its timers wait until a time of day, and its silos are compared by times of day: by
/// the machine's calendar clock they would stand still for as long as that is set back, and be taken for dead when it is set ahead.
/// </summary>
/// <remarks>
/// Most of Orleans asks for its clocks by key, and would get ours, which is the database's. The keepers of the table of silos read the
/// calendar clock without asking, by a delegate that only Orleans' own tests can replace.
/// </remarks>
internal sealed class OrleansClock(IServiceProvider services) : ILifecycleParticipant<ISiloLifecycle>
{
    private const string Namespace = "Orleans.Runtime.MembershipService";

    private static readonly Type[] _keepers = [.. new[] { "IMembershipManager", "MembershipAgent" }.Select(Find)];

    public static void Add(IServiceCollection services) =>
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, SteadyTime.OfProcess);

    public static void AddOfSilo(IServiceCollection services)
    {
        Add(services);
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OrleansClock>();
    }

    /// <summary>Before the silo starts.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var keeper in _keepers.Select(services.GetRequiredService)) { SetClock(keeper); }
    }

    private static void SetClock(object keeper)
    {
        var clocks = keeper.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(Func<DateTime>)).ToList();
        if (clocks.Count == 0) { throw new InvalidOperationException($"{keeper.GetType().Name} of this Orleans takes no clock."); }
        Func<DateTime> now = () => SteadyTime.OfProcess.GetUtcNow().UtcDateTime;
        clocks.ForEach(clock => clock.SetValue(keeper, now));
    }

    private static Type Find(string name) => Type.GetType($"{Namespace}.{name}, Orleans.Runtime", throwOnError: true)!;
}
