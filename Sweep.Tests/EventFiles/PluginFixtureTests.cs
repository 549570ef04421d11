using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using static Sweep.Tests.EventFiles.WireBytes;

namespace Sweep.Tests.EventFiles;

/// <summary>The record of each plugin, byte for byte, by the fields' numbers in TensorBoard's descriptions.</summary>
public sealed class PluginFixtureTests : IDisposable
{
    private const double Now = 1_700_000_000;
    private const string Diverged = "1 if the trial diverged, otherwise 0.";

    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Start_OfAFile_IsByteExact()
    {
        _trials.Open(attempt: 2, checkpointStep: 300).Dispose();

        // wall_time 1, file_version 3; wall_time 1, step 2, session_log 7 { status 1: START }.
        AssertPayloads(
            [[.. Double(1, Now), .. Text(3, "brain.Event:2")], [.. Double(1, Now), .. Number(2, 301), .. Message(7, Number(1, 1))]], ..2);
    }

    [Fact]
    public void Step_WithAllThatItCanHave_IsByteExact()
    {
        using (var log = _trials.Open())
        {
            log.Write(
                [new("val/loss", 5, 2.5)],
                [new(5, [new("weights/rnn", -1, 1, [3, 4], NotFinite: 2)], [new("sample", "the hound")])]);
        }

        // Bins (-1, 0) and (0, 1); value: tag 1, simple_value 2, tensor 8, metadata 9.
        var histogram = Message(
            1,
            Text(1, "weights/rnn"),
            Message(8, Number(1, 2), Message(2, Message(2, Number(1, 2)), Message(2, Number(1, 3))), Bytes(4, Doubles(-1, 0, 3, 0, 1, 4))),
            Message(9, Message(1, Text(1, "histograms")), Number(4, 2)));
        var expected = Join(
            Double(1, Now),
            Number(2, 5),
            Message(
                5,
                Scalar("val/loss", 2.5f, "Cross-entropy of the full softmax on the held-out words, in nats per word."),
                Scalar("hparam/best_val_loss", 2.5f, "Best val/loss of the trial so far (lowest)."),
                histogram,
                Scalar("train/not_finite", 2, "Elements of weights, outputs and gradients that are NaN or infinite."),
                TextValue("not_finite", "| NaN or infinite elements of | value |\n| --- | --- |\n| weights/rnn | 2 of 9 |\n"),
                TextValue("sample", "the hound")));
        AssertPayloads([expected], ^1..);
    }

    [Fact]
    public void SessionStart_OfTheDefaults_IsByteExact()
    {
        _trials.Open(environment: "here").Dispose();

        // Value: number_value 2, string_value 3. HParamsPluginData: session_start_info 3 { hparams 1, start_time_secs 5 }.
        var session = Message(
            3,
            Word("initialization", "scaled"), Word("targets", "last"), Word("cell", "lstm"), Size("embedding_size", 64),
            Size("rnn_size", 192), Size("hidden_size", 96), Size("sequence_length", 20), Size("batch_size", 32),
            Word("optimizer", "momentum"), Size("learning_rate", 0.05), Size("momentum", 0.8), Word("clip_norm", "none"),
            Size("negative_samples", 64), Size("epochs", 75), Size("vocabulary_size", 50_000), Size("validation_fraction", 0.05),
            Size("summary_interval", 250), Word("precision", "float32"), Size("max_histograms", 200), Word("model", "rnn"), Size("seed", 3),
            Double(5, Now));
        var start = EventFileReader.Payloads(Assert.Single(EventFileReader.Files(_trials.Folder))).Whole[2];
        var value = PluginValue("_hparams_/session_start_info", session);
        Assert.Equal(
            Join(Double(1, Now), Message(5, value, TextValue("config", ConfigText.Of(Trials.Assignment())))),
            start);
    }

    [Fact]
    public void SessionEnd_OfADivergedTrial_IsByteExact()
    {
        using (var log = _trials.Open())
        {
            log.Write([new("a", 7, 1)]);
            log.End(TrialStatus.Diverged);
        }

        // session_end_info 4 { status 1: FAILURE, end_time_secs 2 }.
        var expected = Join(
            Double(1, Now),
            Number(2, 7),
            Message(
                5,
                PluginValue("_hparams_/session_end_info", Message(4, Number(1, 2), Double(2, Now))),
                Scalar("hparam/diverged", 1, Diverged),
                TextValue("ending", "**Diverged**")));
        AssertPayloads([expected], ^1..);
    }

    [Fact]
    public void Record_OfASweep_IsByteExact()
    {
        var spec = new SweepSpec("tiny", "sample", Language.Objective, [1], new LanguageModelParameters(), [new("cell", ["gru", "lstm"])],
            LanguageModelParameters.Schema);
        SweepEventFile.Write(_trials.Logs, "tiny", spec, _trials.Time, _trials.Faults.Add);

        // Experiment: time_created_secs 3, hparam_infos 4 { name 1, type 4, domain_discrete 5, differs 7 },
        // metric_infos 5 { name 1 { tag 2 }, display_name 3, description 4 }, name 6.
        var words = Message(5, Message(1, Text(3, "gru")), Message(1, Text(3, "lstm")));
        var experiment = Message(
            2,
            Double(3, Now),
            Message(4, Text(1, "cell"), Number(4, 1), words, Number(7, 1)),
            Metric("hparam/best_val_loss", "best val/loss", "Best val/loss of the trial so far (lowest)."),
            Metric("hparam/diverged", "diverged", Diverged),
            Metric("val/loss", "val/loss", "Cross-entropy of the full softmax on the held-out words, in nats per word."),
            Metric("train/loss", "train/loss", "Mean NCE loss of a word over the steps since the point before."),
            Metric(
                "perf/steps_per_second",
                "perf/steps_per_second",
                "Optimizer updates per second since the point before, validation left out."),
            Text(6, "tiny"));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_trials.Logs, "tiny")));
        Assert.Equal(
            Join(Double(1, Now), Message(5, PluginValue("_hparams_/experiment", experiment), LayoutValue())),
            EventFileReader.Payloads(file).Whole[^1]);
    }

    // Layout: category 2 { title 1, chart 2 { title 1, multiline 2 { tag 1 } } }, in a string tensor of rank 0.
    private static byte[] LayoutValue() => StringValue(
        "custom_scalars__config__",
        "custom_scalars",
        Join(
            Message(2, Text(1, "perplexity"), Chart("perplexity on the held-out words", "^val/perplexity$")),
            Message(
                2,
                Text(1, "loss"),
                Chart("NCE loss, training and validation", "^train/loss$", "^val/nce$"),
                Chart("cross-entropy on the held-out words", "^val/loss$")),
            Message(2, Text(1, "speed"), Chart("steps per second", "^perf/steps_per_second$"))));

    private static byte[] Chart(string title, params string[] tags) =>
        Message(2, Text(1, title), Message(2, [.. tags.Select(tag => Text(1, tag))]));

    private static byte[] Metric(string tag, string title, string description) =>
        Message(5, Message(1, Text(2, tag)), Text(3, title), Text(4, description));

    // Value: tag 1, simple_value 2, metadata 9 { plugin_data 1 { plugin_name 1 }, summary_description 3, data_class 4: scalar }.
    private static byte[] Scalar(string tag, float value, string description) => Message(
        1, Text(1, tag), Single(2, value), Message(9, Message(1, Text(1, "scalars")), Text(3, description), Number(4, 1)));

    private static byte[] Word(string name, string value) => Message(1, Text(1, name), Message(2, Text(3, value)));

    private static byte[] Size(string name, double value) => Message(1, Text(1, name), Message(2, Double(2, value)));

    private static byte[] TextValue(string tag, string text) => StringValue(tag, "text", System.Text.Encoding.UTF8.GetBytes(text));

    // dtype 1: string; tensor_shape 2: rank 0; string_val 8.
    private static byte[] StringValue(string tag, string plugin, byte[] content) => Message(
        1, Text(1, tag), Message(8, Number(1, 7), Message(2), Bytes(8, content)), Message(9, Message(1, Text(1, plugin)), Number(4, 2)));

    // dtype 1: float; tensor_shape 2: [0]; what is said lies in the metadata's content 2.
    private static byte[] PluginValue(string tag, byte[] content) => Message(
        1,
        Text(1, tag),
        Message(8, Number(1, 1), Message(2, Message(2))),
        Message(9, Message(1, Text(1, "hparams"), Bytes(2, content)), Number(4, 2)));

    private void AssertPayloads(byte[][] expected, Range range)
    {
        var payloads = EventFileReader.Payloads(Assert.Single(EventFileReader.Files(_trials.Folder))).Whole;
        Assert.Equal(expected, payloads.ToArray()[range]);
    }
}
