using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sweep.Grains.Grids;

/// <summary>Writes texts as YAML has them: one that YAML could take for something else is quoted.</summary>
public static partial class YamlText
{
    // A JSON text in double quotes is also valid YAML; non-ASCII letters stay readable.
    private static readonly JsonSerializerOptions _quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a text, in quotes if it needs them.</summary>
    public static string Of(string text) => PlainWord.IsMatch(text) ? text : Quoted(text);

    /// <summary>Writes a text in quotes.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, _quoted);

    /// <summary>Writes a list of texts in one line.</summary>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    [GeneratedRegex("^(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z][A-Za-z0-9_./-]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord { get; }
}
