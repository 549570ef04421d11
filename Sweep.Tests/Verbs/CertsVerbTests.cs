using Sweep.Grains.Connections;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Verbs;

public sealed class CertsVerbTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ClientRig _rig = new();

    private string Folder => Path.Combine(_temp.Path, "certs");

    public void Dispose()
    {
        _rig.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task InitAndAdd_PrintTheFilesAndSayWhereTheyGo()
    {
        Assert.Equal(0, await _rig.RunAsync("certs", "init", Folder));
        Assert.Equal(0, await _rig.RunAsync("certs", "add", "machine-1", "--dir", Folder));

        Assert.Equal($"{Folder}/ca.pem\n{Folder}/ca.key\n{Folder}/machine-1.pem\n{Folder}/machine-1.key\n", _rig.Out);
        Assert.Contains($"Next, once for each machine and person: certs add NAME --dir {Folder}\n", _rig.Error, StringComparison.Ordinal);
        Assert.Contains(
            $"Copy to machine-1, into one folder: {Folder}/ca.pem, {Folder}/machine-1.pem, {Folder}/machine-1.key.",
            _rig.Error,
            StringComparison.Ordinal);
        Assert.Matches($"It expires on {_rig.Time.GetUtcNow().Year + 2}-", _rig.Error);
        Assert.EndsWith($"{Folder}/ca.key stays here.\n", _rig.Error, StringComparison.Ordinal);
        Assert.Equal("machine-1", CertificateFolder.Load(Folder, null, _rig.Time).Name);
    }

    [Fact]
    public async Task Init_Twice_ReturnsTwoWithOneLine()
    {
        await _rig.RunAsync("certs", "init", Folder);

        Assert.Equal(2, await _rig.RunAsync("certs", "init", Folder));
        Assert.EndsWith(
            $"error: '{Folder}/ca.key' is there already and is not overwritten; choose another name or folder, or move it away.\n",
            _rig.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_OfABlankFolder_ReturnsTwo() => Assert.Equal(2, await _rig.RunAsync("certs", "init", " "));
}
