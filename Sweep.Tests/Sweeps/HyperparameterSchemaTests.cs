using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class HyperparameterSchemaTests
{
    private static readonly TrainableSchema _schema = LanguageModelParameters.Schema;

    [Fact]
    public void Names_All_AreTheGridFormatsInItsOrder()
    {
        Assert.Equal(
            [
                "initialization", "targets", "cell", "embedding_size", "rnn_size", "hidden_size", "sequence_length", "batch_size",
                "optimizer", "learning_rate", "momentum", "clip_norm", "negative_samples", "epochs", "vocabulary_size",
                "validation_fraction", "summary_interval", "precision", "max_histograms", "model",
            ],
            _schema.Names);
    }

    [Theory]
    [InlineData("initialization", "scaled")]
    [InlineData("targets", "last")]
    [InlineData("cell", "lstm")]
    [InlineData("embedding_size", "64")]
    [InlineData("rnn_size", "192")]
    [InlineData("hidden_size", "96")]
    [InlineData("sequence_length", "20")]
    [InlineData("batch_size", "32")]
    [InlineData("optimizer", "momentum")]
    [InlineData("learning_rate", "0.05")]
    [InlineData("momentum", "0.8")]
    [InlineData("clip_norm", "none")]
    [InlineData("negative_samples", "64")]
    [InlineData("epochs", "75")]
    [InlineData("vocabulary_size", "50000")]
    [InlineData("validation_fraction", "0.05")]
    [InlineData("summary_interval", "250")]
    [InlineData("precision", "float32")]
    [InlineData("max_histograms", "200")]
    public void Text_OfADefault_IsTheGridFormats(string name, string expected) =>
        Assert.Equal(expected, _schema.Defaults.Text(name));

    [Theory]
    [InlineData("learning_rate", "0.10", "0.1")]
    [InlineData("learning_rate", "1e-3", "0.001")]
    [InlineData("learning_rate", "5", "5")]
    [InlineData("momentum", "-0.0", "0")]
    [InlineData("epochs", "007", "7")]
    [InlineData("epochs", "+7", "7")]
    [InlineData("clip_norm", "none", "none")]
    [InlineData("initialization", "seed", "study")]
    public void Text_OfOneValueWrittenAnotherWay_IsOneText(string name, string text, string expected) =>
        Assert.Equal(expected, _schema.With(_schema.Defaults, name, text).Text(name));

    [Fact]
    public void With_OneValue_ChangesACopyAndNothingElse()
    {
        var point = _schema.Defaults;

        Assert.Equal(new LanguageModelParameters { ClipNorm = 0.25 }, _schema.With(point, "clip_norm", "0.25"));
        Assert.Null(point["clip_norm"]);
    }

    [Theory]
    [InlineData("epochs", "two", "epochs: found 'two'; allowed: a whole number from 1 to 1000000")]
    [InlineData("epochs", "none", "epochs: found 'none'; allowed: a whole number from 1 to 1000000")]
    [InlineData("epochs", " 5", "epochs: found ' 5'; allowed: a whole number from 1 to 1000000")]
    [InlineData(
        "learning_rate",
        "Infinity",
        "learning_rate: found 'Infinity'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData("learning_rate", "1,5", "learning_rate: found '1,5'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData("momentum", "1", "momentum: found '1'; allowed: a number from 0 to below 1, also in float32")]
    [InlineData("optimizer", "adma", "optimizer: found 'adma'; allowed: momentum, adam, rmsprop; did you mean 'adam'?")]
    [InlineData("precision", "float16", "precision: found 'float16'; allowed: float32, bfloat16; did you mean 'bfloat16'?")]
    public void With_AValueThatBreaksItsRule_SaysWhatIsAllowed(string name, string text, string expected)
    {
        var exception = Assert.Throws<SherlockException>(() => _schema.With(_schema.Defaults, name, text));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public void With_AnUnknownName_OffersTheNearest()
    {
        var exception = Assert.Throws<SherlockException>(() => _schema.With(_schema.Defaults, "hidden", "5"));

        Assert.EndsWith("; did you mean 'hidden_size'?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_InAnotherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("0.05", _schema.With(_schema.Defaults, "learning_rate", "0.05").Text("learning_rate"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Property]
    public Property Text_AnyPoint_ReadsBackAsTheSamePoint() => Prop.ForAll(HyperparameterSamples.All(), point =>
        point.Equals(_schema.Names.Aggregate(_schema.Defaults, (copy, name) => _schema.With(copy, name, point.Text(name)))));
}
