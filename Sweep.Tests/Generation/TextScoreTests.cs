using Sweep.Model.Generation;
using Sweep.Model.Networks;
using Sweep.Tests.Networks;
using Sweep.Tests.Training;
using TorchSharp;

namespace Sweep.Tests.Generation;

public sealed class TextScoreTests
{
    [Fact]
    public void Of_AModelThatKnowsOneWord_IsAllRepetition()
    {
        var data = Tiny.Data();
        using var scope = new TorchScope();
        using var network = LanguageNetwork.Create(Tiny.Options, data.Unigram.LogFrequencies);
        network.Parameters.Single(parameter => parameter.Name == "output/bias").Value[3] = torch.tensor(1e6f);

        var (distinct2, longest) = new TextScore(data, Tiny.Options).Of(network);

        Assert.Equal(1.0 / (TextScore.Words - 1), distinct2, 12);
        Assert.Equal(TextScore.Words - 1, longest);
    }

    [Fact]
    public void Of_ATextShorterThanAllItsPlaces_IsMeasured()
    {
        var data = Tiny.Data(tokens: 30, heldOut: 0.1);
        using var scope = new TorchScope();
        using var network = LanguageNetwork.Create(Tiny.Options, data.Unigram.LogFrequencies);

        Assert.InRange(new TextScore(data, Tiny.Options).Of(network).Distinct2, 0, 1);
    }
}
