using System.Buffers;
using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>Waits for the first bytes of a connection without consuming them.</summary>
internal static class FirstBytes
{
    /// <summary>Tells whether these bytes are enough; throws <see cref="RefusedException"/> if more bytes cannot make them valid.</summary>
    public delegate bool Look(in ReadOnlySequence<byte> bytes);

    /// <summary>Returns when the look says that it saw enough; all bytes are left for the next reader.</summary>
    /// <exception cref="RefusedException">The look refuses them, or the other side closes before enough have arrived.</exception>
    public static async Task WaitAsync(PipeReader input, Look look, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var (buffer, enough) = (result.Buffer, false);
            try
            {
                enough = look(buffer);
            }
            finally
            {
                // Bytes that count as examined are not shown again until more come; if these are enough, the next reader must see them at
                // once.
                input.AdvanceTo(buffer.Start, enough ? buffer.Start : buffer.End);
            }

            if (enough)
            {
                return;
            }

            if (result.IsCompleted || result.IsCanceled)
            {
                throw new RefusedException(
                    buffer.IsEmpty ? "it closed without sending anything" : $"it closed after {buffer.Length} bytes");
            }
        }
    }
}
