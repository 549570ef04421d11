namespace Sweep.Tests.Grids;

/// <summary>Every rule of a claim, and the exact line that its author reads.</summary>
public sealed class ClaimErrorTests
{
    private const string Keys = "says, metric, histogram, beyond, at, from, of, below, above, like, by, times, within, take";

    private const string Metrics = "train/loss, train/loss_20, train/grad_norm, val/loss, val/nce, val/perplexity, perf/steps_per_second";

    [Theory]
    [InlineData("says: a, bellow: 3, below: 3", "7:16", "claims: found the key 'bellow'; allowed: " + Keys + "; did you mean 'below'?")]
    [InlineData("below: 3", "7:5", "claims: found no key 'says'; allowed: says: one line of at most 200 letters that says what is claimed")]
    [InlineData(
        "says: [a], below: 3", "7:13", "claims.says: found a list; allowed: one line of at most 200 letters that says what is claimed")]
    [InlineData(
        "says: a", "7:5", "claims: found nothing to compare with; allowed: one of below, above, like, each with other trials or a number")]
    [InlineData("says: a, below: 3, above: 2", "7:26", "claims: found 'above' beside 'below'; allowed: one of the two")]
    [InlineData(
        "says: a, below: three", "7:23", "claims.below: found 'three'; allowed: a number, or other trials, such as { hidden_size: 64 }")]
    [InlineData(
        "says: a, below: 1e999", "7:23", "claims.below: found '1e999'; allowed: a number, or other trials, such as { hidden_size: 64 }")]
    [InlineData(
        "says: a, metric: train/los, below: 3",
        "7:24",
        "claims.metric: found 'train/los'; allowed: " + Metrics + "*; did you mean 'train/loss'?")]
    [InlineData(
        "says: a, metric: val/loss, histogram: outputs/rnn, beyond: 1, below: 3",
        "7:34",
        "claims: found 'histogram' beside 'metric'; allowed: one of the two")]
    [InlineData(
        "says: a, histogram: outputs/rnn, below: 3",
        "7:16",
        "claims: found 'histogram' without 'beyond'; allowed: beyond: 0.9, say, for the share of its elements outside ±0.9")]
    [InlineData("says: a, beyond: 1, below: 3", "7:16", "claims: found 'beyond' without 'histogram'; allowed: both, or neither")]
    [InlineData(
        "says: a, histogram: outputs/rnm, beyond: 1, below: 3",
        "7:27",
        "claims.histogram: found 'outputs/rnm'; allowed: outputs/embedding, outputs/rnn, outputs/hidden, gates/NAME, gradients/NAME, "
            + "weights/NAME; did you mean 'outputs/rnn'?")]
    [InlineData("says: a, histogram: outputs/rnn, beyond: 0, below: 3", "7:48", "claims.beyond: found '0'; allowed: a number above 0")]
    [InlineData(
        "says: a, at: lats, below: 3",
        "7:20",
        "claims.at: found 'lats'; allowed: last, highest, lowest, mean, epoch N, step N; did you mean 'last'?")]
    [InlineData(
        "says: a, at: last epoch, below: 3",
        "7:20",
        "claims.at: found 'last epoch'; allowed: last, highest, lowest, mean, epoch N, step N*")]
    [InlineData(
        "says: a, at: epoch 0, below: 3",
        "7:20",
        "claims.at: found 'epoch 0'; allowed: last, highest, lowest, mean, epoch N, step N; did you mean 'epoch N'?")]
    [InlineData("says: a, from: 2, below: 3", "7:22", "claims.from: found '2'; allowed: epoch N, step N, last epoch")]
    [InlineData(
        "says: a, from: epoch 2, below: 3", "7:16", "claims: found 'from' without 'at'; allowed: at: highest, lowest or mean beside it")]
    [InlineData(
        "says: a, at: last, from: epoch 2, below: 3",
        "7:26",
        "claims: found 'from' beside at 'last'; allowed: at: highest, lowest or mean, or no 'from'")]
    [InlineData(
        "says: a, at: step 9, from: epoch 2, below: 3",
        "7:28",
        "claims: found 'from' beside at 'step 9'; allowed: at: highest, lowest or mean, or no 'from'")]
    [InlineData(
        "says: a, at: lats, from: epoch 2, below: 3",
        "7:20",
        "claims.at: found 'lats'; allowed: last, highest, lowest, mean, epoch N, step N; did you mean 'last'?")]
    [InlineData("says: a, below: 0, times: 2", "7:23", "claims.below: found '0' with 'times'; allowed: a number above 0, or other trials")]
    [InlineData(
        "says: a, above: -3, times: 2", "7:23", "claims.above: found '-3' with 'times'; allowed: a number above 0, or other trials")]
    [InlineData("says: a, below: 3, by: -1", "7:30", "claims.by: found '-1'; allowed: a number of 0 or more")]
    [InlineData("says: a, below: 3, times: 0", "7:33", "claims.times: found '0'; allowed: a number above 0")]
    [InlineData("says: a, below: 3, by: 1, times: 2", "7:33", "claims: found 'times' beside 'below'; allowed: by, or times, once")]
    [InlineData("says: a, below: 3, within: 1", "7:26", "claims: found 'within' beside 'below'; allowed: by, or times, once")]
    [InlineData("says: a, like: 3", "7:16", "claims: found 'like' without 'within'; allowed: within: how far apart at the most")]
    [InlineData("says: a, like: 3, by: 1", "7:25", "claims: found 'by' beside 'like'; allowed: within, once")]
    [InlineData("says: a, below: 3, take: most", "7:32", "claims.take: found 'most'; allowed: mean, highest, lowest, range")]
    [InlineData(
        "says: a, of: 96, below: 3", "7:20", "claims.of: found '96'; allowed: a mapping of hyperparameters, such as { hidden_size: 96 }")]
    [InlineData(
        "says: a, of: { hiden_size: 96 }, below: 3",
        "7:22",
        "claims.of: found the key 'hiden_size'; allowed: *; did you mean 'hidden_size'?")]
    [InlineData(
        "says: a, of: { seed: 1 }, below: 3",
        "7:22",
        "claims.of: found the key 'seed'; allowed: hyperparameters; a claim is judged over all seeds")]
    [InlineData(
        "says: a, of: { cell: gruu }, below: 3", "7:28", "claims.of.cell: found 'gruu'; allowed: basic, gru, lstm; did you mean 'gru'?")]
    public void Parse_AWrongClaim_SaysWhereAndWhatIsRight(string claim, string place, string expected) =>
        AssertError(claim, place, expected);

    [Theory]
    [InlineData(
        "says: a, of: { cell: basic }, below: 3",
        "7:28",
        "claims.of.cell: found 'basic', which no trial of this grid has; allowed: lstm, gru")]
    [InlineData(
        "says: a, of: { hidden_size: [96, 97] }, below: 3",
        "7:40",
        "claims.of.hidden_size: found '97', which no trial of this grid has; allowed: 64, 96")]
    [InlineData(
        "says: a, below: { rnn_size: 8 }", "7:35", "claims.below.rnn_size: found '8', which no trial of this grid has; allowed: 192")]
    [InlineData(
        "says: a, of: { cell: gru }, below: { cell: [gru], epochs: 2 }",
        "7:42",
        "claims.below: found the trials that the claim is about; allowed: others, or a number")]
    [InlineData(
        "says: a, below: { cell: [gru, lstm] }",
        "7:23",
        "claims.below: found the trials that the claim is about; allowed: others, or a number")]
    public void Parse_AClaimAboutWhatTheGridDoesNotTrain_IsRefused(string claim, string place, string expected) =>
        AssertError(claim, place, expected);

    [Theory]
    [InlineData("claims: 5", "5:9: claims: found '5'; allowed: a list of claims, each with says and one of below, above, like")]
    [InlineData("claims: [5]", "5:10: claims: found '5'; allowed: a mapping with says and one of below, above, like")]
    [InlineData(
        "claims:\n  - { says: a, below: 1 }\n  - { says: a, below: 2 }",
        "7:13: claims.says: found 'a' a second time; allowed: every claim once")]
    public void Parse_AWrongList_SaysWhereAndWhatIsRight(string claims, string expected) => Assert.Equal(
        $"grids/x.yaml:{expected}", GridSamples.Error(GridSamples.Head + "\n\n" + claims));

    /// <param name="expected">With a '*' for what stands elsewhere.</param>
    private static void AssertError(string claim, string place, string expected)
    {
        var error = GridSamples.Error($"{GridSamples.ClaimsHead}  - {{ {claim} }}");
        var parts = $"grids/x.yaml:{place}: {expected}".Split('*');
        Assert.StartsWith(parts[0], error, StringComparison.Ordinal);
        if (parts is [_, var end]) { Assert.EndsWith(end, error, StringComparison.Ordinal); } else { Assert.Equal(parts[0], error); }
    }
}
