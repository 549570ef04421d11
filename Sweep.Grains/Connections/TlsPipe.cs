using System.IO.Pipelines;
using System.Net.Security;

namespace Sweep.Grains.Connections;

/// <summary>A connection under TLS, as pipes that its user reads and writes without encryption.</summary>
internal sealed class TlsPipe(SslStream stream) : IDuplexPipe, IAsyncDisposable
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16384, leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 16384, leaveOpen: true));

    public async ValueTask DisposeAsync()
    {
        // The writer is not completed, because that would send the bytes that its user left, on a connection that is ending. Disposing
        // the stream releases everything.
        await Input.CompleteAsync();
        await stream.DisposeAsync();
    }
}
