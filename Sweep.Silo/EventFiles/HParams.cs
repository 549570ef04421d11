using Google.Protobuf.WellKnownTypes;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Tensorboard;
using ListValue = Google.Protobuf.WellKnownTypes.ListValue;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// The records of TensorBoard's HParams view (its plugins/hparams/{api,plugin_data}.proto). The first record of a kind in a run wins, for
/// good: so a session's end is written only once nothing can change it any more.
/// </summary>
internal static class HParams
{
    /// <summary>The tag of <see cref="SessionStart"/>.</summary>
    public const string SessionStartTag = Prefix + SessionStartKind;

    /// <summary>The tag of <see cref="SessionEnd"/>.</summary>
    public const string SessionEndTag = Prefix + SessionEndKind;

    /// <summary>
    /// The tag of a scalar that every trial has at its end: 1 if it diverged, else 0. The view knows only success and failure, but can filter by a metric.
    /// </summary>
    public const string DivergedTag = "hparam/diverged";

    private const string Plugin = "hparams";
    private const string Prefix = "_hparams_/";
    private const string SessionStartKind = "session_start_info";
    private const string SessionEndKind = "session_end_info";

    /// <summary><see cref="SessionEndTag"/> as it stands in a file.</summary>
    public static ReadOnlySpan<byte> SessionEndTagBytes => "_hparams_/session_end_info"u8;

    /// <summary>The running best of the objective. The view shows a metric's last value, which is seldom its best.</summary>
    public static string BestTag(Objective objective) => "hparam/best_" + objective.Metric.Replace('/', '_');

    /// <summary>The columns of a sweep: one record in the folder above its trials.</summary>
    public static Summary.Types.Value Experiment(SweepSpec spec, DateTimeOffset createdAt) =>
        Record("experiment", 2, experiment =>
        {
            experiment.Double(3, Seconds(createdAt));
            foreach (var (name, domain) in Columns(spec))
            {
                experiment.Message(4, column => Column(column, name, domain));
            }

            foreach (var (tag, title) in Metrics(spec.Objective))
            {
                experiment.Message(5, metric => Metric(metric, tag, title));
            }

            experiment.Text(6, spec.Name);
        });

    /// <summary>What a trial was given.</summary>
    public static Summary.Types.Value SessionStart(TrialAssignment assignment, DateTimeOffset startedAt) =>
        Record(SessionStartKind, 3, session =>
        {
            foreach (var (name, value) in HyperparameterColumns.Of(assignment.Hyperparameters, assignment.Seed))
            {
                session.Message(1, entry =>
                {
                    entry.Text(1, name);
                    entry.Message(2, value);
                });
            }

            session.Double(5, Seconds(startedAt));
        });

    /// <summary>How a trial ended, for good: well, or not.</summary>
    public static Summary.Types.Value SessionEnd(bool succeeded, DateTimeOffset endedAt) =>
        Record(SessionEndKind, 4, session =>
        {
            session.Number(1, succeeded ? 1 : 2);
            session.Double(2, Seconds(endedAt));
        });

    private static Summary.Types.Value Record(string kind, int field, Action<MessageBytes> fields) =>
        Summaries.PluginData(Prefix + kind, Plugin, MessageBytes.Of(content => content.Message(field, fields)));

    // What varies comes first, since the view shows only the first few columns by itself.
    private static IEnumerable<(string Name, ListValue? Domain)> Columns(SweepSpec spec)
    {
        var varied = new List<(string Name, ListValue? Domain)>();
        foreach (var axis in spec.Axes)
        {
            varied.Add((axis.Name, List(HyperparameterColumns.Domain(axis.Name, axis.Values))));
        }

        if (spec.Seeds.Length > 1)
        {
            varied.Add(("seed", List(spec.Seeds.Select(seed => Value.ForNumber(seed)))));
        }

        var shared = HyperparameterColumns.Names.Except(varied.Select(column => column.Name));
        return varied.Concat(shared.Select(name => (name, (ListValue?)null)));
    }

    private static ListValue List(IEnumerable<Value> values)
    {
        var list = new ListValue();
        list.Values.AddRange(values);
        return list;
    }

    private static void Column(MessageBytes column, string name, ListValue? domain)
    {
        column.Text(1, name);
        column.Number(4, HyperparameterColumns.IsText(name) ? 1 : 3);
        if (domain is not null)
        {
            column.Message(5, domain);
            column.Number(7, 1);
        }
    }

    private static IEnumerable<(string Tag, string Title)> Metrics(Objective objective) =>
    [
        (BestTag(objective), "best " + objective.Metric),
        (DivergedTag, "diverged"),
        .. from tag in new[] { objective.Metric, "val/loss", "val/perplexity", "train/loss", "perf/steps_per_second" }.Distinct()
           select (tag, tag),
    ];

    private static void Metric(MessageBytes metric, string tag, string title)
    {
        // No group: a trial's scalars lie in the session's own folder.
        metric.Message(1, name => name.Text(2, tag));
        metric.Text(3, title);
    }

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;
}
