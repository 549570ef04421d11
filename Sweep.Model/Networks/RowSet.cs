namespace Sweep.Model.Networks;

/// <summary>The distinct rows of a table that a step touches, and for each looked-up id which of them it is.</summary>
internal sealed class RowSet
{
    private readonly int[] _stamp;
    private readonly int[] _position;
    private int _current;

    /// <param name="rows">Rows of the table.</param>
    public RowSet(int rows) => (_stamp, _position) = (new int[rows], new int[rows]);

    /// <summary>Distinct ids in order of first appearance.</summary>
    /// <param name="ids">Looked-up ids.</param>
    /// <param name="inverse">Receives for each id its index among the distinct ones.</param>
    /// <param name="distinct">Receives the distinct ids; as long as <paramref name="ids"/>.</param>
    /// <returns>How many are distinct.</returns>
    public int Fill(ReadOnlySpan<long> ids, Span<long> inverse, Span<long> distinct)
    {
        // A stamp marks the rows of this call, so that nothing needs clearing.
        _current++;
        var count = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var id = ids[i];
            if (_stamp[id] != _current)
            {
                (_stamp[id], _position[id]) = (_current, count);
                distinct[count++] = id;
            }

            inverse[i] = _position[id];
        }

        return count;
    }
}
