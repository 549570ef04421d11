using Sweep.Model.Networks;
using Sweep.Model.Training;
using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>
/// Moves weights against their gradients. A table's rows that a step did not touch rest, their accumulators included: TensorFlow 1's rule for
/// looked-up rows, which the study trained by. Called under <c>no_grad</c>, inside a dispose scope.
/// </summary>
internal abstract class Optimizer
{
    public static Optimizer Create(TrainingOptions options) => options.Optimizer switch
    {
        OptimizerKind.Momentum => new MomentumOptimizer(options.LearningRate, options.Momentum),
        OptimizerKind.Adam => new AdamOptimizer(options.LearningRate),
        _ => new RmsPropOptimizer(options.LearningRate),
    };

    /// <summary>Gives each parameter its accumulators at their start values.</summary>
    public void Attach(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            parameter.TakeSlots(NewSlots(parameter.Value));
        }
    }

    /// <summary>Makes one update.</summary>
    /// <param name="gradients">One of each parameter.</param>
    /// <param name="step">The number of this update, from 1.</param>
    public void Step(IEnumerable<Gradient> gradients, long step)
    {
        foreach (var (parameter, value, rows) in gradients)
        {
            if (rows is null)
            {
                Update(parameter.Value, parameter.Slots, value, step);
                continue;
            }

            var weights = parameter.Value.index_select(0, rows);
            Tensor[] slots = [.. parameter.Slots.Select(slot => slot.index_select(0, rows))];
            Update(weights, slots, value, step);
            parameter.Value.index_copy_(0, rows, weights);
            for (var i = 0; i < slots.Length; i++)
            {
                parameter.Slots[i].index_copy_(0, rows, slots[i]);
            }
        }
    }

    /// <summary>A parameter's accumulators at their start values.</summary>
    protected abstract IEnumerable<Tensor> NewSlots(Tensor weights);

    /// <summary>The rule: changes weights and accumulators in place.</summary>
    protected abstract void Update(Tensor weights, IReadOnlyList<Tensor> slots, Tensor gradient, long step);
}
