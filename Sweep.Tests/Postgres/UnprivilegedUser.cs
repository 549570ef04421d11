namespace Sweep.Tests.Postgres;

/// <summary>The user that runs PostgreSQL if the tests run as root, because PostgreSQL refuses to run as root.</summary>
internal static class UnprivilegedUser
{
    private static readonly string[] _candidates = ["postgres", "nobody"];

    /// <summary>What to put before a command so that it runs without root's rights: nothing where the tests have none.</summary>
    public static string[] Prefix()
    {
        if (!Environment.IsPrivilegedProcess) { return []; }
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Prefix(File.ReadLines("/etc/passwd"), program => path.Any(folder => File.Exists(Path.Combine(folder, program))));
    }

    /// <summary>The same, for a root whose users are <paramref name="accounts"/>, in the form of <c>/etc/passwd</c>.</summary>
    public static string[] Prefix(IEnumerable<string> accounts, Func<string, bool> has)
    {
        var users = accounts.Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToLookup(fields => fields[0]);
        var user = _candidates.SelectMany(name => users[name]).FirstOrDefault()
            ?? throw new InvalidOperationException(
                "PostgreSQL refuses to run as root, and there is neither a user 'postgres' nor 'nobody': run the tests as another user.");
        return has("setpriv") ? ["setpriv", $"--reuid={user[2]}", $"--regid={user[3]}", "--clear-groups", "--"]
            : has("runuser") ? ["runuser", "-u", user[0], "--"]
            : throw new InvalidOperationException(
                "PostgreSQL refuses to run as root, and setpriv and runuser are both missing: install util-linux.");
    }
}
