using System.Runtime.Versioning;

namespace Sweep.Tests.Postgres;

/// <summary>Where PostgreSQL is looked for, and what is said where there is none.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sherlock-programs-");

    [Fact]
    public async Task StartHost_WithNoProgramsAndNoDocker_SaysInOneLineWhatToInstall()
    {
        var programs = PostgresPrograms.Find(path: string.Empty, folders: []);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => PostgresSource.StartHostAsync(programs, () => Task.FromResult<IPostgresHost?>(null)));

        Assert.Equal(
            "The tests need PostgreSQL and found none: install it (apt-get install postgresql), or start Docker, "
            + "or set SHERLOCK_TEST_DATABASE to the connection string "
            + "of a role that may create databases.",
            exception.Message);
    }

    [Fact]
    public void Find_InPathAndFolders_TakesTheFirstThatHasAllThree()
    {
        Programs("half", "initdb", "pg_ctl");
        var whole = Programs("whole", "initdb", "pg_ctl", "postgres");
        var late = Programs("late", "initdb", "pg_ctl", "postgres");

        Assert.Equal(whole, PostgresPrograms.Find($"{Sub("half")}:{Sub("missing")}:{whole}", [late])?.Folder);
        Assert.Equal(late, PostgresPrograms.Find(Sub("half"), [late, whole])?.Folder);
        Assert.Null(PostgresPrograms.Find(Sub("half"), []));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Find_WithAPgConfigOnPath_AsksItBeforeTheFolders()
    {
        var configured = Programs("configured", "initdb", "pg_ctl", "postgres");
        var late = Programs("late", "initdb", "pg_ctl", "postgres");
        var path = Programs("path");
        var config = Path.Combine(path, "pg_config");
        File.WriteAllText(config, $"#!/bin/sh\n[ \"$1\" = --bindir ] && echo '{configured}'\n");
        File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(configured, PostgresPrograms.Find(path, [late])?.Folder);
    }

    [Fact]
    public void VersionsBelow_AFolderOfVersions_HasTheNewestFirst()
    {
        foreach (var version in new[] { "9.6", "15", "9.4", "17" }) { Programs(version); }

        Assert.Equal([Sub("17/bin"), Sub("15/bin"), Sub("9.6/bin"), Sub("9.4/bin")], PostgresPrograms.VersionsBelow(_folder.FullName));
        Assert.Empty(PostgresPrograms.VersionsBelow(Sub("missing")));
    }

    [Theory]
    [InlineData("postgres:x:101:104::/:/bin/sh", "setpriv runuser", "setpriv --reuid=101 --regid=104 --clear-groups --")]
    [InlineData("mail:x:8:8::/:/bin/sh", "setpriv runuser", "setpriv --reuid=65534 --regid=65533 --clear-groups --")]
    [InlineData("postgres:x:101:104::/:/bin/sh", "runuser", "runuser -u postgres --")]
    public void Prefix_OfARoot_TakesPostgresElseNobody(string account, string has, string prefix)
    {
        string[] accounts = ["root:x:0:0::/root:/bin/sh", "nobody:x:65534:65533::/:/bin/false", account];

        Assert.Equal(prefix, string.Join(' ', UnprivilegedUser.Prefix(accounts, has.Split(' ').Contains)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Sub(string name) => Path.Combine(_folder.FullName, name);

    private string Programs(string folder, params string[] names)
    {
        var path = _folder.CreateSubdirectory(folder).FullName;
        foreach (var name in names) { File.WriteAllText(Path.Combine(path, name), string.Empty); }
        return path;
    }
}
