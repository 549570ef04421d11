using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using Sweep.Model.Training;
using Sweep.Tests.Checkpoints;
using Sweep.Tests.Native;
using Sweep.Tests.Networks;

namespace Sweep.Tests.Training;

public sealed class ValidationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CellKind.Basic, 3)]
    [InlineData(CellKind.Gru, 3)]
    [InlineData(CellKind.Lstm, 3)]
    [InlineData(CellKind.Lstm, 1)]
    [InlineData(CellKind.Lstm, 9)]
    public void Loss_OfTheHeldOutWords_AgreesWithASlowComputationFromTheCheckpoint(CellKind cell, int length)
    {
        using var folder = new TemporaryFolder();
        var options = Tiny.Options with { Cell = cell, SequenceLength = length, Epochs = 1, ValidationFraction = 0.75 };
        // 900 words are held out: more than one batch of the validation.
        var data = Tiny.Data(tokens: 1200, heldOut: 0.75);
        using var trainer = Runs.Start(data, options);

        var points = Runs.Values(trainer.Train(Token));
        trainer.Save(folder.Name("trained"));

        var expected = SlowLoss(PlainSafeTensors.Read(folder.Name("trained")).Weights, options, data.Corpus.Tokens.AsSpan(), first: 300);
        var loss = points.Single(point => point.Metric == MetricNames.ValidationLoss).Value;
        Assert.Equal(expected, loss, tolerance: 1e-5);
        Assert.Equal(Math.Exp(loss), points.Single(point => point.Metric == MetricNames.ValidationPerplexity).Value);
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Loss_OfAFreshScaledNetwork_IsNearTheUnigramModels(CellKind cell)
    {
        using var scope = new TorchScope();
        var options = Tiny.Options with
        {
            Cell = cell,
            EmbeddingSize = 32,
            RnnSize = 48,
            HiddenSize = 32,
            SequenceLength = 10,
            ValidationFraction = 0.1,
        };
        var data = new TrainingData(CorpusSource.Load("sample", ".", Token), 50_000, 0.1);
        using var network = new RecurrentNetwork(options, data.Unigram.LogFrequencies);

        var (loss, _) = new Validator(data, options).Evaluate(network);

        Assert.Equal(Math.Log(data.Unigram.Perplexity(data.Validation.Span)!.Value), loss, tolerance: 0.05);
    }

    [Fact]
    public void Nce_WithBothOfTwoWordsAsNegatives_IsThatOfTheirExpectedCounts()
    {
        using var scope = new TorchScope();
        var options = Tiny.Options with { NegativeSamples = 2 };
        var data = new TrainingData(Tiny.Corpus([.. Enumerable.Range(0, 40).Select(i => i % 2)], 2), 50_000, 0.2);
        using var network = new RecurrentNetwork(options, [0, 0]);
        network.Parameters.Single(parameter => parameter.Name == "output/weights").Value.zero_();

        var first = new Validator(data, options).Evaluate(network);

        // All logits are 0. The number of tries that it takes to draw both words is random; each number of tries has its own loss.
        var (loss, nce) = new Validator(data, options).Evaluate(network);
        Assert.Equal((loss, nce), first);
        Assert.Equal(Math.Log(2), loss, precision: 6);
        Assert.Contains(Enumerable.Range(2, 30).Select(NceOfZeroLogits), expected => Math.Abs(expected - nce) < 1e-6);
    }

    /// <summary>
    /// If half of the targets are word 0 (P = ln 2 / ln 3) and half word 1: softplus(−logit) of the target, softplus(logit) of both.
    /// </summary>
    private static double NceOfZeroLogits(int tries)
    {
        var counts = new[] { Math.Log(2), Math.Log(1.5) }.Select(log => 1 - Math.Pow(1 - (log / Math.Log(3)), tries)).ToArray();
        return counts.Average(count => Math.Log(1 + count)) + counts.Sum(count => Math.Log(1 + (1 / count)));
    }

    /// <summary>
    /// Computes, word by word in plain arithmetic, the mean of −ln of each held-out word's probability after the T words before it.
    /// </summary>
    private static double SlowLoss(PlainWeights weights, TrainingOptions options, ReadOnlySpan<int> tokens, int first)
    {
        var sum = 0.0;
        for (var target = first; target < tokens.Length; target++)
        {
            var window = tokens[(target - options.SequenceLength)..target].ToArray().Select(id => weights.Row("embedding", id)).ToArray();
            var last = PlainCell.Run(options.Cell, weights, options.RnnSize, window)[^1];
            double[] hidden =
            [
                .. weights.Product("hidden/weights", last).Zip(weights.Vector("hidden/bias"), (product, bias) => Math.Tanh(product + bias)),
            ];
            double[] logits =
            [
                .. weights.Product("output/weights", hidden).Zip(weights.Vector("output/bias"), (product, bias) => product + bias),
            ];
            sum += Math.Log(logits.Sum(Math.Exp)) - logits[tokens[target]];
        }

        return sum / (tokens.Length - first);
    }
}
