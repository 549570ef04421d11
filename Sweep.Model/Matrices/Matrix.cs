namespace Sweep.Model.Matrices;

/// <summary>A matrix of float32 in memory that it does not own. It may be stored row by row or column by column.</summary>
/// <param name="data">The first number.</param>
/// <param name="rows">The number of rows, at least 1.</param>
/// <param name="columns">The number of columns; 0 if a product has no terms.</param>
/// <param name="row">How many numbers after a row's first number the next row's first number is.</param>
/// <param name="column">How many numbers after a number its right neighbour is.</param>
internal readonly unsafe struct Matrix(float* data, int rows, int columns, nint row, nint column)
{
    public int Rows => rows;

    public int Columns => columns;

    /// <inheritdoc cref="Matrix(float*, int, int, nint, nint)" path="/param[@name='row']"/>
    public nint Row => row;

    /// <inheritdoc cref="Matrix(float*, int, int, nint, nint)" path="/param[@name='column']"/>
    public nint Column => column;

    /// <summary>Returns the place of a number.</summary>
    public float* At(int atRow, int atColumn) => data + (atRow * row) + (atColumn * column);

    /// <summary>Returns some of the rows, and of each of them some of the columns.</summary>
    public Matrix Part(int firstRow, int rowCount, int firstColumn, int columnCount) =>
        new(At(firstRow, firstColumn), rowCount, columnCount, row, column);
}
