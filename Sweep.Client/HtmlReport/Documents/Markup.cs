using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Builds HTML in which whatever comes from outside is text, and never markup.</summary>
internal sealed class Markup
{
    // All of Unicode stays readable; what HTML gives a meaning does not stay.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Markup of ours.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public Markup Text(string text) => Raw(_encoder.Encode(text));

    /// <summary>A name that may go on in the next line after an underscore: the head of a narrow column.</summary>
    public Markup Name(string name) => Raw(_encoder.Encode(name).Replace("_", "_<wbr>", StringComparison.Ordinal));

    /// <summary>An element with a text in it.</summary>
    public Markup Element(string name, string text, params (string Name, string? Value)[] attributes) =>
        Open(name, attributes).Text(text).Close(name);

    /// <summary>A start tag; an attribute without a value is left out.</summary>
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
