using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Grains;

namespace Sweep.Tests.Grids;

/// <summary>Whatever stands in a file, its author gets lines to read, never a stack trace.</summary>
public sealed class GridFuzzTests
{
    private const string Right = "name: x\ncorpus: sample\nseeds: [1, 2]\ntrial:\n  cell: lstm\n  clip_norm: none\ngrid:\n"
        + "  rnn_size: [8, 16]\n"
        + "claims:\n  - { says: a, at: epoch 2, of: { rnn_size: 8 }, below: { rnn_size: [16] }, by: 0.1 }\n";
    private const string Letters = "[]{}:,-#&*!|>'\"%@`?~\t\n 0x.e\\\0é\ud800";

    [Property(MaxTest = 2000)]
    public Property Parse_AGridWithLettersPutIn_IsReadOrRefusedInLines() => Prop.ForAll(Slips().ToArbitrary(), slips =>
    {
        var yaml = slips.Aggregate(Right, (text, slip) => text.Insert(slip.At % text.Length, slip.Letter.ToString()));

        AssertReadOrRefused(yaml);
    });

    [Property(MaxTest = 2000)]
    public Property Parse_AnyText_IsReadOrRefusedInLines() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements(Letters.ToCharArray())).Select(letters => new string(letters)).ToArbitrary(), AssertReadOrRefused);

    private static Gen<(int At, char Letter)[]> Slips() => Gen.ArrayOf(
        Gen.Choose(0, 1000).SelectMany(_ => Gen.Elements(Letters.ToCharArray()), (at, letter) => (at, letter)));

    private static void AssertReadOrRefused(string yaml)
    {
        var exception = Record.Exception(() => LanguageGrid.Parse(yaml, GridSamples.File));
        if (exception is not null)
        {
            Assert.True(exception is SherlockException, exception.ToString());
            Assert.All(exception.Message.Split('\n'), line => Assert.Matches(@"^(grids/x\.yaml:\d+:\d+: \S|… and )", line));
        }
    }
}
