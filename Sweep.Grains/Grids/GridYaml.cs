using Sweep.Grains.Sweeps;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads the plain part of YAML that grids need into nodes that carry their place. Aliases and tags are refused, because with them a value
/// would not come from the place that an error names.
/// </summary>
internal sealed class GridYaml
{
    private const int DeepestNesting = 16;
    private readonly Parser _parser;
    private readonly Func<Mark, Place> _place;
    private readonly GridErrors _errors;

    private GridYaml(string text, Func<Mark, Place> place, GridErrors errors)
    {
        _parser = new Parser(new StringReader(text));
        (_place, _errors) = (place, errors);
    }

    /// <summary>Reads the one document in the text; null if the text is empty or not readable.</summary>
    /// <param name="place">Converts a mark of the parser into the place that errors name.</param>
    public static GridNode? Read(string text, Func<Mark, Place> place, GridErrors errors)
    {
        var reader = new GridYaml(text, place, errors);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            errors.Add(place(WhereItBreaks(text, exception)), $"not valid YAML: {Lower(exception.Message)}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner gives no better message if a line without indentation follows an open '[' or '{'.
            errors.Add(reader.Here, "not valid YAML: found no end of the list or mapping that is open here");
            return null;
        }
        catch (ArgumentException)
        {
            // Only the parser's check of a tag's text throws this; grids do not use tags.
            errors.Add(reader.Here, "not valid YAML: found a tag that is no URI after this");
            return null;
        }
    }

    /// <summary>The last position that could be read.</summary>
    private Place Here => _place(_parser.Current?.Start ?? new Mark(0, 1, 1));

    private GridNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var node = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _errors.Add(_place(second.Start), "found a second document; allowed: one");
        }

        return node;
    }

    private GridNode ReadNode(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"found more than {DeepestNesting} levels of nesting.");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Refuse(alias.Start, $"the alias '*{alias.Value}'", "write the value out, or quote a text that begins with '*'");
            return new GridScalar(_place(alias.Start), "*" + alias.Value, isQuoted: true);
        }

        if (_parser.Accept<NodeEvent>(out var node))
        {
            RefuseProperties(node);
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new GridScalar(_place(scalar.Start), scalar.Value, scalar.Style is not ScalarStyle.Plain);
        }

        return _parser.Accept<SequenceStart>(out _) ? ReadList(depth) : ReadMap(depth);
    }

    private GridList ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<GridNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new GridList(_place(start.Start), items);
    }

    private GridMap ReadMap(int depth)
    {
        var map = new GridMap(_place(_parser.Consume<MappingStart>().Start));
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not GridScalar { Text: var name })
            {
                _errors.Add(key.Place, $"found {key.Found} as a key; allowed: a name");
            }
            else if (map.Find(name) is { } first)
            {
                _errors.Add(key.Place, $"found the key {Spelling.Quote(name)} a second time; the first is at {first.Place}");
            }
            else
            {
                map.Set(new GridEntry(name, key.Place, value));
            }
        }

        return map;
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Refuse(node.Start, $"the anchor '&{node.Anchor.Value}'", "write the value out where it is used");
        }

        if (!node.Tag.IsEmpty)
        {
            Refuse(node.Start, "a tag", "plain values");
        }
    }

    private void Refuse(Mark mark, string found, string allowed) => _errors.Add(_place(mark), $"found {found}; allowed: {allowed}");

    /// <summary>
    /// The place of the error. The parser reports a tab in the indentation at the value before it, but users look for the tab.
    /// </summary>
    private static Mark WhereItBreaks(string text, YamlException exception)
    {
        if (exception.Message.Contains(" tab ", StringComparison.Ordinal))
        {
            var lines = text.Split('\n');
            var line = Array.FindIndex(lines, l => l.TrimStart(' ').StartsWith('\t') && !string.IsNullOrWhiteSpace(l));
            return line < 0 ? exception.Start : new Mark(0, line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1);
        }

        return exception.Start;
    }

    private static string Lower(string message) =>
        message.Length == 0 ? "unreadable" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
