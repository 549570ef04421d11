namespace Sweep.Model.Matrices;

/// <summary>A row of a tile, held in one, two or three vector registers.</summary>
internal unsafe interface ITileRow<TRow>
    where TRow : unmanaged, ITileRow<TRow>
{
    /// <summary>How many numbers the row has.</summary>
    static abstract int Width { get; }

    /// <summary>How many rows, of three vectors each, the processor's registers hold: 8 or 4.</summary>
    static abstract int Rows { get; }

    /// <summary>Reads a row.</summary>
    static abstract TRow Load(float* from);

    /// <summary>Computes this + factor · row; each number is rounded once.</summary>
    TRow Add(float factor, TRow row);

    /// <summary>Writes the row.</summary>
    void Store(float* to);
}
