using Sweep.Model.Native;
using TorchSharp;

namespace Sweep.Tests.Native;

public sealed class LibTorchTests
{
    [Fact]
    public void Torch_AfterLoad_ComputesAndSeedsAndLimitsThreads()
    {
        LibTorch.Load();

        torch.set_num_threads(1);
        Assert.Equal(1, torch.get_num_threads());
        using var sum = torch.arange(1f, 5f).sum();
        Assert.Equal(10f, sum.item<float>());

        using var first = torch.random.manual_seed(7);
        using var one = torch.rand(4);
        using var second = torch.random.manual_seed(7);
        using var two = torch.rand(4);
        Assert.Equal(one.data<float>().ToArray(), two.data<float>().ToArray());
    }

    [Fact]
    public void Lstm_AfterLoad_GivesAStateForEveryStepAndAGradient()
    {
        LibTorch.Load();

        using var scope = torch.NewDisposeScope();
        using var lstm = torch.nn.LSTM(3, 5);
        var (output, hidden, _) = lstm.call(torch.ones(4, 2, 3));
        Assert.Equal([4, 2, 5], output.shape);
        Assert.Equal([1, 2, 5], hidden.shape);

        output.sum().backward();
        Assert.All(lstm.parameters(), parameter => Assert.Equal(parameter.shape, parameter.grad!.shape));
    }

    [Fact]
    public void Load_FromManyThreadsAndAgain_Succeeds()
    {
        Parallel.For(0, 8, _ => LibTorch.Load());
        LibTorch.Load();

        using var tensor = torch.zeros(2);
        Assert.Equal(2, tensor.numel());
    }
}
