using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

/// <summary>
/// Finds the sweeps that a verb acts on: in a cluster's database or in a data folder. The command line takes precedence over the
/// environment, and the environment over the user's connection file. The data folder is used if the user names it, or if nothing else is
/// named.
/// </summary>
internal sealed class ConnectionInputs
{
    public const string DataVariable = "SHERLOCK_DATA";
    public const string DatabaseVariable = "SHERLOCK_DATABASE";
    public const string ClusterVariable = "SHERLOCK_CLUSTER_ID";
    public const string CertificatesVariable = "SHERLOCK_CERTS";
    public const string CertificateVariable = "SHERLOCK_CERTIFICATE";

    private readonly Option<string?> _database = Inputs.NotBlank("a connection string", new Option<string?>("--database")
    {
        Description = $"A cluster's database: Host=...;Username=...;Database=..., or postgresql://user@host/database; by default "
            + $"{DatabaseVariable}, "
            + "or the file ~/.config/sherlock/connection. Keep a password in one of these, not here.",
        HelpName = "CONNECTION",
    });

    private readonly Option<string?> _cluster = Inputs.NotBlank("a name", new Option<string?>("--cluster-id")
    {
        Description = $"The cluster of silos to talk to, if the database has several; they share its sweeps. By default "
            + $"{ClusterVariable}, or {ClusterName.Default}.",
        HelpName = "NAME",
    });

    private readonly Option<string?> _certificates = Inputs.NotBlank("a folder", new Option<string?>("--certs")
    {
        Description = $"The folder with your certificate, for a cluster of several machines; by default {CertificatesVariable}.",
        HelpName = "DIR",
    });

    private readonly Option<string?> _certificate = Inputs.NotBlank("the name of a certificate", new Option<string?>("--certificate")
    {
        Description = $"The certificate's name, if that folder has several; by default {CertificateVariable}.",
        HelpName = "NAME",
    });

    private Option<string?>[] ForClusters => [_cluster, _certificates, _certificate];

    public void AddTo(Command verb)
    {
        verb.Add(_database);
        foreach (var option in ForClusters) { verb.Add(option); }
    }

    /// <exception cref="SherlockException">Two options exclude each other, or a connection is not valid.</exception>
    public BackendOptions Read(ParseResult arguments, CommandContext context)
    {
        var folder = arguments.GetRequiredValue(VerbTree.Data);
        if (arguments.GetValue(_database) is { } given)
        {
            foreach (var secret in ConnectionSecrets.In(given)) { context.HideArgument(secret); }
            if (IsFolderNamed(arguments))
            {
                throw new SherlockException("--database and --data exclude each other: the sweeps are in one of them.");
            }

            return Cluster(arguments, context, given);
        }

        if (!IsFolderNamed(arguments) && FindCluster(arguments, context) is { } found) { return found; }
        foreach (var option in ForClusters.Where(option => arguments.GetValue(option) is not null))
        {
            throw new SherlockException($"{option.Name} is for clusters: name the cluster's database too, with --database.");
        }

        if (!IsFolderNamed(arguments) && Variable(context, DataVariable) is not null)
        {
            context.Say($"Sweeps of the data folder {folder} ({DataVariable}):");
        }

        return new(folder, Say: context.Say);
    }

    /// <summary>A command about the same sweeps as this one. It does not repeat the connection, which may hold a password.</summary>
    public string Repeat(ParseResult arguments, CommandContext context, string command)
    {
        var where = arguments.GetValue(_database) is not null ? " --database ..."
            : IsFolderNamed(arguments) ? DataAgain(arguments, context)
            : "";
        var rest = ForClusters.Where(option => arguments.GetValue(option) is not null)
            .Select(option => $" {option.Name} {ShellText.Quote(arguments.GetValue(option)!)}");
        return command + where + string.Concat(rest);
    }

    /// <summary>
    /// The option that names the data folder again, with a space before it; empty if a command without it acts on the same folder.
    /// </summary>
    public static string DataAgain(ParseResult arguments, CommandContext context)
    {
        var folder = arguments.GetRequiredValue(VerbTree.Data);
        var isUsual = folder == BackendOptions.DefaultDataFolder && Variable(context, DataVariable) is null
            && Variable(context, DatabaseVariable) is null
            && !(ConnectionFile.Place(context.Variable) is { } file && context.FileExists(file));
        return isUsual ? "" : $" --data {ShellText.Quote(folder)}";
    }

    private BackendOptions Cluster(ParseResult arguments, CommandContext context, string connection) => new(
        arguments.GetRequiredValue(VerbTree.Data),
        new(
            DatabaseLocation.Server(connection),
            ClusterId(arguments, context),
            arguments.GetValue(_certificates) ?? Variable(context, CertificatesVariable),
            arguments.GetValue(_certificate) ?? Variable(context, CertificateVariable)),
        context.Say);

    private string ClusterId(ParseResult arguments, CommandContext context) => arguments.GetValue(_cluster) is { } given
        ? ClusterName.Check(given, _cluster.Name)
        : Variable(context, ClusterVariable) is { } variable ? ClusterName.Check(variable, ClusterVariable) : ClusterName.Default;

    /// <summary>The cluster that the environment or the user's file names; says which it is.</summary>
    private BackendOptions? FindCluster(ParseResult arguments, CommandContext context)
    {
        var (connection, from) = Variable(context, DatabaseVariable) is { } variable
            ? (variable, DatabaseVariable)
            : (FromFile(context), ConnectionFile.Place(context.Variable));
        if (connection is null) { return null; }
        var found = Cluster(arguments, context, connection);
        context.Say($"Sweeps of {found.Cluster!.Database} ({from}):");
        return found;
    }

    private static bool IsFolderNamed(ParseResult arguments) => arguments.GetResult(VerbTree.Data) is { Implicit: false };

    private static string? Variable(CommandContext context, string name) =>
        context.Variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string? FromFile(CommandContext context) =>
        ConnectionFile.Place(context.Variable) is { } path ? ConnectionFile.Read(path) : null;
}
