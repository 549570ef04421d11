using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Connections;

public sealed class CertificateFolderTests : IDisposable
{
    private static readonly DateTimeOffset _noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _time = new(_noon);

    public CertificateFolderTests()
    {
        new CertificateAuthority(Folder, _time).Create();
        new CertificateAuthority(Folder, _time).Add("one");
    }

    private string Folder => Path.Combine(_temp.Path, "certs");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Load_OfTheOnlyPair_NeedsNoName()
    {
        var certificate = CertificateFolder.Load(Folder, null, _time);

        Assert.Equal("one", certificate.Name);
        Assert.Equal(_noon.AddYears(2), certificate.End);
        Assert.True(certificate.Own.HasPrivateKey);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void CreateAndAdd_OfKeys_MakeThemReadableByTheirOwnerOnly()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("ca.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("one.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal(
            ["ca.key", "ca.pem", "one.key", "one.pem"],
            Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CreateAndAdd_WhenFilesExist_LeaveThemUnchanged()
    {
        var before = (File.ReadAllText(At("ca.pem")), File.ReadAllText(At("one.key")));

        Assert.StartsWith(
            $"'{At("ca.key")}' is there already",
            Problem(() => new CertificateAuthority(Folder, _time).Create()),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"'{At("one.key")}' is there already",
            Problem(() => new CertificateAuthority(Folder, _time).Add("one")),
            StringComparison.Ordinal);
        Assert.Equal(before, (File.ReadAllText(At("ca.pem")), File.ReadAllText(At("one.key"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../two")]
    [InlineData("a b")]
    [InlineData(".hidden")]
    [InlineData("two.")]
    [InlineData("a..b")]
    [InlineData("two\n")]
    [InlineData("zürich")]
    [InlineData("CA")]
    public void Add_OfAnInvalidName_MakesNothing(string name)
    {
        Problem(() => new CertificateAuthority(Folder, _time).Add(name));

        Assert.Equal(4, Directory.GetFiles(Folder).Length);
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("7")]
    [InlineData("silo_1.example-net.org")]
    public void Add_OfOtherNames_MakesThemLoadable(string name)
    {
        new CertificateAuthority(Folder, _time).Add(name);

        Assert.Equal(name, CertificateFolder.Load(Folder, name, _time).Name);
    }

    [Fact]
    public void Add_WithoutTheAuthoritysKey_SaysWhatIsMissing()
    {
        File.Delete(At("ca.key"));

        Assert.StartsWith(
            $"'{Folder}' has no authority's key (ca.key)",
            Problem(() => new CertificateAuthority(Folder, _time).Add("two")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnExpiredOrFutureCertificate_NamesTheDay()
    {
        Assert.Equal(
            $"The certificate in '{At("one.pem")}' expired on 2028-05-01 12:00 UTC; "
                + "make another with 'certs add' where the authority's key is.",
            LoadProblem(new FakeTimeProvider(_noon.AddYears(2).AddSeconds(1))));
        Assert.Contains(
            "is valid only from 2026-04-30 12:00 UTC",
            LoadProblem(new FakeTimeProvider(_noon.AddDays(-1).AddSeconds(-1))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithAnotherAuthority_SaysSo()
    {
        var other = Path.Combine(_temp.Path, "other");
        new CertificateAuthority(other, _time).Create();
        File.Copy(Path.Combine(other, "ca.pem"), At("ca.pem"), overwrite: true);

        Assert.StartsWith(
            $"The certificate in '{At("one.pem")}' was not signed by this cluster's authority (ca.pem)",
            LoadProblem(_time),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithTheKeyOfAnotherMachine_SaysThatItDoesNotFit()
    {
        new CertificateAuthority(Folder, _time).Add("two");
        File.Move(At("two.key"), At("one.key"), overwrite: true);

        Assert.StartsWith(
            $"The key in '{At("one.key")}' does not fit the certificate in '{At("one.pem")}'",
            LoadProblem(_time),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one.pem", "' is not a certificate in PEM form")]
    [InlineData("ca.pem", "' is not a certificate in PEM form")]
    [InlineData("one.key", "' is not a private key in PEM form")]
    public void Load_OfDamagedFiles_NamesTheFileAndShowsNothingOfIt(string file, string problem)
    {
        File.WriteAllText(At(file), File.ReadAllText(At(file)).Replace("MI", "!!secret", StringComparison.Ordinal));
        var message = LoadProblem(_time);

        Assert.StartsWith($"'{At(file)}{problem}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one.pem")]
    [InlineData("ca.pem")]
    public void Load_WithoutAFile_NamesIt(string file)
    {
        File.Delete(At(file));

        Assert.StartsWith($"There is no '{At(file)}'", LoadProblem(_time), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutAFolderOrKey_SaysHowToMakeThem()
    {
        Assert.StartsWith(
            "There is no folder '/no/such'", Problem(() => CertificateFolder.Load("/no/such", null, _time)), StringComparison.Ordinal);
        File.Delete(At("one.key"));
        Assert.StartsWith($"'{Folder}' has no NAME.key", LoadProblem(_time), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfSeveralPairs_AsksWhich()
    {
        new CertificateAuthority(Folder, _time).Add("two");

        Assert.StartsWith($"'{Folder}' has keys of several: one, two;", LoadProblem(_time), StringComparison.Ordinal);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Load_OfAKeyThatOthersCanRead_RefusesIt()
    {
        File.SetUnixFileMode(
            At("one.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal(
            $"The key '{At("one.key")}' is open to others (mode 644) and is refused, as ssh would; "
                + $"put it right with: chmod 600 '{At("one.key")}'",
            LoadProblem(_time));
    }

    private string At(string file) => Path.Combine(Folder, file);

    private string LoadProblem(TimeProvider time) => Problem(() => CertificateFolder.Load(Folder, null, time));

    private static string Problem(Action action) => Assert.Throws<SherlockException>(action).Message;
}
