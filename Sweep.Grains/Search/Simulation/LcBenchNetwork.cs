using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// The surrogate of LCBench from YAHPO Gym: a residual network that was trained on the learning curves of 2,000 networks, and foretells the
/// validation accuracy of others.
/// </summary>
internal sealed class LcBenchNetwork(string path)
{
    private const int Width = 128;
    private const int Gate = 455;
    private const int Embedding = 24;
    private const int Inputs = 32;
    private const int Layers = 3;
    private const float Epsilon = 1e-5f;                     // of batch normalization
    private const float Positive = 1e-12f;                   // keeps the argument of a logarithm above 0

    private readonly Dictionary<string, float[]> _weights = OnnxWeights.Read(path);

    /// <summary>The accuracy in percent after each of the first epochs.</summary>
    /// <param name="settings">
    /// batch_size, learning_rate, momentum, weight_decay, num_layers, max_units, max_dropout.
    /// </param>
    public double[] Accuracies(int task, double[] settings, int epochs)
    {
        var inputs = Enumerable.Range(1, epochs).SelectMany(epoch => InputsOf(task, epoch, settings)).ToArray();
        var hidden = Dense(inputs, Inputs, "first_layer", Width);            // (epochs, Width)
        for (var layer = 0; layer < Layers; layer++)
        {
            var normal = Normalize(hidden, $"layers.{layer}.norm");
            var halves = Dense(normal, Width, $"layers.{layer}.linear0", 2 * Gate);
            var change = Dense(Gated(halves), Gate, $"layers.{layer}.linear1", Width);
            hidden = [.. hidden.Zip(change, (value, step) => value + step)];
        }

        float[] last = [.. Normalize(hidden, "last_normalization").Select(value => Math.Max(value, 0))];
        return [.. Enumerable.Range(0, epochs).Select(row => AccuracyOf(last.AsSpan(row * Width, Width)))];
    }

    private IEnumerable<float> InputsOf(int task, int epoch, double[] settings)
    {
        float[] x = [epoch, .. settings.Select(setting => (float)setting)];
        return [
            .. _weights["embds_fct.0.weight"].AsSpan(task * Embedding, Embedding),
            MathF.Log(x[0] + Positive) / 3.9512436f,
            (x[1] - 16) / 495,
            (MathF.Log(x[2] + Positive) + 9.2093115f) / 6.896975f,
            (x[3] - 0.10000386f) / 0.88225144f,
            (MathF.Log(x[4] + Positive) + 9.916456f) / 7.613846f,
            (x[5] - 1) / 3,
            (x[6] - 64) / 960,
            (x[7] - 0.00053575326f) / 0.99941206f,
        ];
    }

    private float[] Normalize(float[] rows, string name)
    {
        var (scale, shift) = (_weights[$"{name}.weight"], _weights[$"{name}.bias"]);
        var (mean, variance) = (_weights[$"{name}.running_mean"], _weights[$"{name}.running_var"]);
        return [.. rows.Select((value, index) => index % Width is var i
            ? (value - mean[i]) / MathF.Sqrt(variance[i] + Epsilon) * scale[i] + shift[i] : 0)];
    }

    /// <summary>The first half of each row, times the positive part of the second half.</summary>
    private static float[] Gated(float[] halves)
    {
        var gated = new float[halves.Length / 2];
        for (var i = 0; i < gated.Length; i++)
        {
            var first = i / Gate * 2 * Gate + i % Gate;
            gated[i] = halves[first] * Math.Max(halves[first + Gate], 0);
        }

        return gated;
    }

    private float[] Dense(float[] rows, int inputs, string name, int outputs)
    {
        var (weight, bias) = (_weights[$"{name}.weight"], _weights[$"{name}.bias"]);
        var result = new float[rows.Length / inputs * outputs];
        for (var output = 0; output < outputs; output++)
        {
            for (var row = 0; row < rows.Length / inputs; row++)
            {
                result[row * outputs + output] = bias[output]
                    + Dot(weight.AsSpan(output * inputs, inputs), rows.AsSpan(row * inputs, inputs));
            }
        }

        return result;
    }

    /// <summary>The second output is the accuracy, on a logarithmic scale.</summary>
    private double AccuracyOf(ReadOnlySpan<float> hidden)
    {
        var sum = _weights["head.bias"][1] + Dot(_weights["head.weight"].AsSpan(Width, Width), hidden);
        return MathF.Exp(1 / (1 + MathF.Exp(-sum)) * 32.23385f - 27.631021f) - Positive;
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var lanes = Vector256<float>.Zero;
        nuint i = 0;
        for (; i + 8 <= (nuint)left.Length; i += 8)
        {
            lanes += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
        }

        var sum = Vector256.Sum(lanes);
        for (; i < (nuint)left.Length; i++)
        {
            sum += left[(int)i] * right[(int)i];
        }

        return sum;
    }
}
