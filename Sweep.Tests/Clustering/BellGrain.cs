using System.Threading.Channels;

namespace Sweep.Tests.Clustering;

/// <summary>A grain that sends its key to the test when its reminder comes.</summary>
public interface IBellGrain : IGrainWithStringKey
{
    /// <summary>Arms a reminder.</summary>
    /// <returns>The name of the silo that the grain is on.</returns>
    Task<string> ArmAsync(TimeSpan due);
}

internal sealed class BellGrain(Channel<string> rings, ILocalSiloDetails silo) : Grain, IBellGrain, IRemindable
{
    public async Task<string> ArmAsync(TimeSpan due)
    {
        await this.RegisterOrUpdateReminder("ring", due, TimeSpan.FromMinutes(1));
        return silo.Name;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status) => await rings.Writer.WriteAsync(this.GetPrimaryKeyString());
}
