using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Sweep.Client.HtmlReport.Documents;

namespace Sweep.Silo.Dashboard;

/// <summary>The files of the dashboard's page: its own, and those that it shares with reports.</summary>
internal sealed class DashboardFiles
{
    private const string IndexName = "index.html";
    private const string Prefix = "dashboard/";

    private readonly FrozenDictionary<string, DashboardFile> _files;

    public DashboardFiles()
    {
        var own = typeof(DashboardFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
        var texts = own.Select(name => (Name: name, Text: Read(name)))
            .Concat(PageFiles.Shared.Select(name => (Name: name, Text: PageFiles.Read(name))))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        Version = Hash(string.Concat(texts.Select(file => $"{file.Name}\n{file.Text}\n")));
        _files = texts.Where(file => file.Name != IndexName)
            .ToFrozenDictionary(file => file.Name, file => new DashboardFile(file.Name, file.Text));
        Index = new(IndexName, texts.First(file => file.Name == IndexName).Text.Replace("{version}", Version, StringComparison.Ordinal));
    }

    /// <summary>The page itself, which names the other files by their version.</summary>
    public DashboardFile Index { get; }

    /// <summary>A hash of all files. It is a part of their addresses, so that browsers may keep them for good.</summary>
    public string Version { get; }

    /// <returns>Null if the dashboard has no such file.</returns>
    public DashboardFile? Find(string version, string name) => version == Version ? _files.GetValueOrDefault(name) : null;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static string Read(string name)
    {
        using var stream = typeof(DashboardFiles).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A file of the page.</summary>
internal sealed class DashboardFile(string name, string text)
{
    private readonly Lazy<byte[]> _brotli = new(() => Compressed(text, to => new BrotliStream(to, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> _gzip = new(() => Compressed(text, to => new GZipStream(to, CompressionLevel.Optimal)));

    public byte[] Content { get; } = Encoding.UTF8.GetBytes(text);

    /// <summary>The content as a caller wants it. It is compressed once, and not for each request.</summary>
    /// <param name="accepted">The encodings that the caller reads.</param>
    /// <returns>The encoding is null if the content is sent as it is.</returns>
    public (byte[] Content, string? Encoding) For(IReadOnlyCollection<string> accepted) =>
        accepted.Contains("br") ? (_brotli.Value, "br")
        : accepted.Contains("gzip") ? (_gzip.Value, "gzip")
        : (Content, null);

    public string ContentType { get; } = $"{Path.GetExtension(name) switch
    {
        ".js" => "text/javascript",
        ".css" => "text/css",
        _ => "text/html",
    }}; charset=utf-8";

    private static byte[] Compressed(string text, Func<Stream, Stream> open)
    {
        using var result = new MemoryStream();
        using (var stream = open(result)) { stream.Write(Encoding.UTF8.GetBytes(text)); }
        return result.ToArray();
    }
}
