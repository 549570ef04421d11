using System.Diagnostics;
using Npgsql;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Cluster;

/// <summary>The rig of the process tests.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterRigTests
{
    [Fact]
    public async Task Rig_Disposed_LeavesNeitherDatabaseNorFolderNorProcess()
    {
        var rig = await ClusterRig.CreateAsync();
        Assert.Equal(1, await Sql.ScalarAsync(rig.Database, "SELECT 1"));
        var silo = rig.LaunchSilo();
        await silo.SignalAsync("STOP");

        await rig.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(silo.Id));
        Assert.False(Directory.Exists(rig.Folder));
        await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(rig.Database, "SELECT 1"));
    }

    [Fact]
    public async Task Silo_ThatCannotStart_FailsTheTestWithWhatItSaid()
    {
        await using var rig = await ClusterRig.CreateAsync();

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => rig.StartSiloAsync(slots: 1, ("--brain", "large")));

        Assert.Contains("is not an option of 'serve'. See 'serve --help'.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await rig.Silos[0].EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Client_WithNoVerbThatItKnows_SaysSoAndEnds()
    {
        await using var rig = await ClusterRig.CreateAsync();

        var ended = await rig.RunClientAsync("deduce");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("'deduce'", ended.OneLine, StringComparison.Ordinal);
    }
}
