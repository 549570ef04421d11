using System.Buffers;
using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>Waits for the first bytes of a connection without taking them.</summary>
internal static class FirstBytes
{
    /// <summary>Whether these bytes are enough; throws <see cref="RefusedException"/> where more of them cannot put it right.</summary>
    public delegate bool Look(in ReadOnlySequence<byte> bytes);

    /// <summary>Returns when the look says that it saw enough; all bytes are still there for the next reader.</summary>
    /// <exception cref="RefusedException">The look refuses them, or the other side closes before there are enough.</exception>
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
                // What was examined is not shown again before more comes; what is enough must be shown at once.
                input.AdvanceTo(buffer.Start, enough ? buffer.Start : buffer.End);
            }

            if (enough)
            {
                return;
            }

            if (result.IsCompleted || result.IsCanceled)
            {
                throw new RefusedException(buffer.IsEmpty ? "it closed without a word" : $"it closed after {buffer.Length} bytes");
            }
        }
    }
}
