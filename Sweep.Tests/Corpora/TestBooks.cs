using System.Net;
using System.Text;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

/// <summary>Makes files that look like Project Gutenberg's, and a transport that serves them.</summary>
internal static class TestBooks
{
    public static byte[] Whole(Book book, string? title = null, string end = "*** END OF THE BOOK ***") => Encoding.UTF8.GetBytes(
        $"Title: {title ?? book.Title}\nAuthor: Arthur Conan Doyle\n*** START OF THE BOOK ***\n"
        + string.Concat(Enumerable.Repeat("It was a dark and foggy night.\n", (book.MinimumBytes / 31) + 1)) + end + "\n");

    public static Book Of(Uri address) =>
        Book.Sherlock.Single(book => address.AbsolutePath.Contains($"/{book.Number}/", StringComparison.Ordinal));

    public static HttpResponseMessage Ok(byte[] bytes) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };

    /// <summary>Answers by a function, and remembers the requested addresses.</summary>
    public sealed class Transport(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public Transport(Func<Uri, HttpResponseMessage> answer)
            : this((request, _) => Task.FromResult(answer(request.RequestUri!)))
        {
        }

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            return answer(request, cancellationToken);
        }
    }

    /// <summary>A body that never arrives; <see cref="Waiting"/> ends when a reader waits for it.</summary>
    public sealed class SilentStream : Stream
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waiting => _waiting.Task;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var never = new TaskCompletionSource<int>();
            using var cancelled = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            _waiting.TrySetResult();
            return await never.Task;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
