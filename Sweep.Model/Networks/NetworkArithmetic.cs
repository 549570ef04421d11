namespace Sweep.Model.Networks;

/// <summary>What computes a recurrent network's training where there is a choice. Evaluation has no choice: it is plain.</summary>
/// <param name="Products">Matrix products of the recurrent and the hidden layer.</param>
/// <param name="Library">Makes libtorch's LSTM; null for our own.</param>
internal sealed record NetworkArithmetic(Products Products, LstmFactory? Library = null)
{
    /// <summary>The network's own format, and our own cells: what every processor computes.</summary>
    public static NetworkArithmetic Plain { get; } = new(Products.Exact);
}

/// <summary>Makes an LSTM layer.</summary>
/// <param name="embedding">E, the width of its inputs.</param>
/// <param name="size">R, the width of its outputs.</param>
/// <param name="values">Its start values.</param>
internal delegate RecurrentCell LstmFactory(int embedding, int size, InitialValues values);
