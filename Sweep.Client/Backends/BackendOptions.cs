using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>Options that every backend takes.</summary>
/// <param name="DataFolder">The data folder as the user wrote it; may be relative to the current directory.</param>
/// <param name="Cluster">The cluster that the user means; null if the user means the data folder alone.</param>
/// <param name="Say">Receives a line for the user when something takes longer than usual.</param>
public sealed record BackendOptions(string DataFolder, ClusterAddress? Cluster = null, Action<string>? Say = null)
{
    /// <summary>The folder that is used if the user names none.</summary>
    public const string DefaultDataFolder = ".sherlock";

    /// <summary>The folder of TensorBoard files inside the data folder.</summary>
    public const string LogsFolder = "logs";

    /// <summary>The database inside the data folder.</summary>
    public string DatabasePath => Path.Combine(DataFolder, SherlockDatabase.FileName);
}

/// <summary>Says how to find a cluster.</summary>
/// <param name="Id">Selects one of the clusters that share the database.</param>
/// <param name="Certificates">The folder with the user's certificate; null if connections are not encrypted.</param>
/// <param name="Certificate">Selects a certificate of that folder; null if it has only one.</param>
public sealed record ClusterAddress(
    DatabaseLocation Database, string Id = ClusterName.Default, string? Certificates = null, string? Certificate = null);
