using Google.Protobuf;
using Sweep.Client.Backends;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Tensorboard;
using ListValue = Google.Protobuf.WellKnownTypes.ListValue;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Makes the records of TensorBoard's HParams view (its plugins/hparams/{api,plugin_data}.proto). Of each kind the view keeps the first
/// record of a run, so a session's end is written only when nothing can change it any more.
/// </summary>
internal static class HParams
{
    /// <summary>The tag of <see cref="SessionStart"/>.</summary>
    public const string SessionStartTag = Prefix + SessionStartKind;

    /// <summary>The tag of <see cref="SessionEnd"/>.</summary>
    public const string SessionEndTag = Prefix + SessionEndKind;

    /// <summary>
    /// The tag of a scalar that every trial has at its end: 1 if it diverged, else 0. The view has no status for divergence, but can filter
    /// by a metric.
    /// </summary>
    public const string DivergedTag = "hparam/diverged";

    private const string Plugin = "hparams";
    private const string Prefix = "_hparams_/";
    private const string SessionStartKind = "session_start_info";
    private const string SessionEndKind = "session_end_info";
    private const int SessionStartField = 3;

    /// <summary><see cref="SessionEndTag"/> as it appears in a file.</summary>
    public static ReadOnlySpan<byte> SessionEndTagBytes => "_hparams_/session_end_info"u8;

    /// <summary>The running best of the objective. The view shows a metric's last value, which is seldom its best.</summary>
    public static string BestTag(Objective objective) => "hparam/best_" + objective.Metric.Replace('/', '_');

    /// <summary>Makes the record with a sweep's columns, one in the folder above its trials.</summary>
    public static Summary.Types.Value Experiment(SweepSpec spec, DateTimeOffset createdAt) =>
        Record("experiment", 2, experiment =>
        {
            experiment.Double(3, Seconds(createdAt));
            foreach (var column in HyperparameterColumns.Of(spec))
            {
                experiment.Message(4, fields => Column(fields, column));
            }

            foreach (var (tag, title) in Metrics(spec.Objective, spec.Schema))
            {
                experiment.Message(5, metric => Metric(metric, tag, title, MetricDescriptions.Of(tag, spec.Objective, spec.Schema)));
            }

            experiment.Text(6, spec.Name);
        });

    /// <summary>What a trial was given.</summary>
    /// <param name="grafana">Has the trial's dashboard; null if there is no such Grafana.</param>
    public static Summary.Types.Value SessionStart(TrialAssignment assignment, DateTimeOffset startedAt, GrafanaAddress? grafana = null) =>
        Record(SessionStartKind, SessionStartField, session =>
        {
            Hyperparameters(session, assignment);
            if (grafana is not null) { session.Text(3, grafana.Trial(assignment.Folder, assignment.Trial.Number)); }
            session.Double(5, Seconds(startedAt));
        });

    /// <summary>
    /// Whether a record with <see cref="SessionStartTag"/> has the hyperparameters as they are written now. Earlier versions left some out.
    /// </summary>
    public static bool IsSessionStart(Summary.Types.Value record, TrialAssignment assignment)
    {
        try
        {
            var content = record.Metadata.PluginData.Content.CreateCodedInput();
            return WireFormat.GetTagFieldNumber(content.ReadTag()) == SessionStartField
                && content.ReadBytes().Span.StartsWith(MessageBytes.Of(session => Hyperparameters(session, assignment)).Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    /// <summary>Makes the record of how a trial ended finally: successfully or not.</summary>
    public static Summary.Types.Value SessionEnd(bool succeeded, DateTimeOffset endedAt) =>
        Record(SessionEndKind, 4, session =>
        {
            session.Number(1, succeeded ? 1 : 2);
            session.Double(2, Seconds(endedAt));
        });

    private static Summary.Types.Value Record(string kind, int field, Action<MessageBytes> fields) =>
        SummaryValues.PluginData(Prefix + kind, Plugin, MessageBytes.Of(content => content.Message(field, fields)));

    private static void Hyperparameters(MessageBytes session, TrialAssignment assignment)
    {
        foreach (var (name, value) in HyperparameterColumns.Of(assignment))
        {
            session.Message(1, entry =>
            {
                entry.Text(1, name);
                entry.Message(2, value);
            });
        }
    }

    private static void Column(MessageBytes fields, HyperparameterColumn column)
    {
        fields.Text(1, column.Name);
        if (column.Title != column.Name) { fields.Text(2, column.Title); }
        fields.Number(4, column.IsText ? 1 : 3);
        if (column.Range is { } range)
        {
            fields.Message(6, interval =>
            {
                interval.Double(1, range.Low);
                interval.Double(2, range.High);
            });
        }
        else { fields.Message(5, new ListValue { Values = { column.Domain } }); }
        if (column.Differs) { fields.Number(7, 1); }
    }

    // Without exponentials such as perplexity: if a trial diverged they are infinite, which breaks the axis for all.
    private static IEnumerable<(string Tag, string Title)> Metrics(Objective objective, TrainableSchema schema) =>
    [
        (BestTag(objective), "best " + objective.Metric),
        (DivergedTag, "diverged"),
        .. schema.Metrics.Where(metric => metric.IsShown).OrderByDescending(metric => metric.IsObjective).Select(metric => metric.Name)
            .Prepend(objective.Metric).Distinct()
            .Where(name => schema.Metric(name)?.ExponentialOf is null)
            .Select(ScalarValues.TagOf)
            .Select(tag => (tag, tag)),
    ];

    private static void Metric(MessageBytes metric, string tag, string title, string? description)
    {
        // Without a group, because a trial's scalars are in the session's own folder.
        metric.Message(1, name => name.Text(2, tag));
        metric.Text(3, title);
        if (description is not null) { metric.Text(4, description); }
    }

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;
}
