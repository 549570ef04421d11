using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Layers;

namespace Sweep.Tests.Slots;

/// <summary>What a cluster learned, used by a program that is no part of it.</summary>
[Trait("Category", "Slow")]
public sealed class GenerateAnywhereTests
{
    [Fact]
    public async Task Generate_OnAMachineWithoutTheFiles_WritesTheWordsOfTheClustersTrial()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync();
        Assert.Equal(0, (await rig.RunClientAsync("submit", TinyGrid.Write(rig.Folder))).ExitCode);
        Assert.Equal(0, (await rig.RunClientAsync("watch", "tiny")).ExitCode);

        await using var program = GuardedProcess.Start(
            rig.Folder,
            new Dictionary<string, string> { ["SHERLOCK_DATABASE"] = rig.Database, ["SHERLOCK_CLUSTER_ID"] = rig.ClusterId },
            ["dotnet", Path.Combine(ProgramFiles.Output("Sweep.Silo"), "Sweep.Silo.dll"), "generate", "tiny/1", "--words", "5"]);
        var ended = await program.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.True(ended.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= 3, ended.Out);
        Assert.Empty(Directory.GetFiles(Path.Combine(silo.Data, "scratch"), "*.safetensors", SearchOption.AllDirectories));
    }
}
