namespace Sweep.Model.Data;

/// <summary>
/// Gives the offset at which the windows of each step begin. It follows from seed and step, so it is not saved; only one epoch's order is
/// kept at a time.
/// </summary>
internal sealed class EpochOrder(WindowBatches batches, int seed)
{
    private (int Epoch, int[] Offsets) _order = (-1, []);

    /// <param name="step">Steps made so far.</param>
    public int Offset(long step)
    {
        var epoch = (int)(step / batches.StepsPerEpoch);
        if (_order.Epoch != epoch)
        {
            _order = (epoch, batches.Order(seed, epoch));
        }

        return _order.Offsets[step % batches.StepsPerEpoch];
    }
}
