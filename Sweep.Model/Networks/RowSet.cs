namespace Sweep.Model.Networks;

/// <summary>Finds the distinct rows of a table that a step touches, and the index of each looked-up id among them.</summary>
internal sealed class RowSet
{
    private readonly int[] _stamp;
    private readonly int[] _position;
    private int _current;

    /// <param name="rows">The number of rows in the table.</param>
    public RowSet(int rows) => (_stamp, _position) = (new int[rows], new int[rows]);

    /// <summary>Finds the distinct ids, in order of first appearance.</summary>
    /// <param name="ids">The looked-up ids.</param>
    /// <param name="inverse">Receives for each id its index among the distinct ones.</param>
    /// <param name="distinct">Receives the distinct ids; as long as <paramref name="ids"/>.</param>
    /// <returns>The number of distinct ids.</returns>
    public int Fill(ReadOnlySpan<long> ids, Span<long> inverse, Span<long> distinct)
    {
        // A stamp marks the rows of this call, so nothing has to be cleared.
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
