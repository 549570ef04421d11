using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Builds HTML. Every text from outside is encoded, so it never acts as markup.</summary>
internal sealed class Markup
{
    // All of Unicode stays readable, except characters that have a meaning in HTML.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Appends markup as it is; only for markup that this program wrote.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public Markup Text(string text) => Raw(_encoder.Encode(text));

    /// <summary>Appends a name that may wrap after an underscore, for the head of a narrow column.</summary>
    public Markup Name(string name) => Raw(_encoder.Encode(name).Replace("_", "_<wbr>", StringComparison.Ordinal));

    /// <summary>Appends an element that contains a text.</summary>
    public Markup Element(string name, string text, params (string Name, string? Value)[] attributes) =>
        Open(name, attributes).Text(text).Close(name);

    /// <summary>Appends a start tag; leaves out attributes without a value.</summary>
    public Markup Open(string name, params (string Name, string? Value)[] attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null) { _text.Append(' ').Append(attribute).Append("=\"").Append(_encoder.Encode(value)).Append('"'); }
        }

        return Raw(">");
    }

    public Markup Close(string name)
    {
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    public Markup Line() => Raw("\n");

    public override string ToString() => _text.ToString();
}
