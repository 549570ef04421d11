using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Commands;

/// <summary>
/// Parses the lines of a report: JSON objects such as <c>{"step": 12, "loss": 4.2}</c>. NaN and the infinities may be bare words, as
/// Python writes them, or texts.
/// </summary>
/// <param name="metrics">The names of the metrics that the trainable declares.</param>
internal sealed class ReportParser(IReadOnlyCollection<string> metrics)
{
    /// <exception cref="FormatException">The line is wrong; the message says what was found and what is allowed.</exception>
    public ReportLine Parse(ReadOnlySpan<byte> line)
    {
        var json = line.IndexOf("NaN"u8) < 0 && line.IndexOf("Infinity"u8) < 0 ? line : QuotedNumbers(line);
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            return reader.TokenType is JsonTokenType.StartObject
                ? ReadObject(ref reader, line)
                : throw Wrong(line, "a JSON object, such as {\"step\": 1, \"loss\": 4.2}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text may have bytes that are not UTF-8: then reading it is an invalid operation.
            throw new FormatException(
                $"found {Spelling.Quote(Text(line))}, which is not JSON; allowed: one JSON object on each line", exception);
        }
    }

    private ReportLine ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var read = new ReportLine();
        var values = ImmutableArray.CreateBuilder<(string, double)>(metrics.Count);
        var seen = new List<string>();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (seen.Contains(name)) { throw new FormatException($"found {Spelling.Quote(name)} twice; allowed: each name once"); }
            seen.Add(name);
            reader.Read();
            switch (name)
            {
                case CommandKeys.Step: read = read with { Step = Step(ref reader) }; break;
                case CommandKeys.Checkpoint: read = read with { Checkpoint = Word(ref reader, name) }; break;
                case CommandKeys.Diverged: read = read with { Diverged = Word(ref reader, name) }; break;
                case CommandKeys.Invalid: read = read with { Invalid = Word(ref reader, name) }; break;
                case CommandKeys.Why: read = read with { Why = Word(ref reader, name) }; break;
                case CommandKeys.Done: read = read with { IsDone = Flag(ref reader, name) }; break;
                default: values.Add((Known(name), Value(ref reader, name))); break;
            }
        }

        reader.Read();
        return seen.Count > 0
            ? read with { Values = values.DrainToImmutable() }
            : throw Wrong(line, "at least a step and a metric");
    }

    private string Known(string name) => metrics.Contains(name)
        ? name
        : throw new FormatException(
            $"found the metric {Spelling.Quote(name)}; declared: {string.Join(", ", metrics)}{Spelling.Hint(name, metrics)}");

    private static long Step(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var step) && step >= 1
            ? step
            : throw Wrong(ref reader, CommandKeys.Step, "a whole number from 1 on");

    private static string Word(ref Utf8JsonReader reader, string name) =>
        reader.TokenType is JsonTokenType.String && reader.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong(ref reader, name, "a text");

    private static bool Flag(ref Utf8JsonReader reader, string name) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False
            ? reader.GetBoolean()
            : throw Wrong(ref reader, name, "true or false");

    private static double Value(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw Wrong(ref reader, name, "a number, NaN, Infinity or -Infinity"),
        },
        _ => throw Wrong(ref reader, name, "a number, NaN, Infinity or -Infinity"),
    };

    private static FormatException Wrong(ref Utf8JsonReader reader, string name, string allowed) =>
        new($"found {name}: {Spelling.Quote(Text(reader.ValueSpan))}; allowed: {allowed}");

    private static FormatException Wrong(ReadOnlySpan<byte> line, string allowed) =>
        new($"found {Spelling.Quote(Text(line))}; allowed: {allowed}");

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        const int Longest = 100;
        return bytes.Length > Longest ? Encoding.UTF8.GetString(bytes[..Longest]) + "…" : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The line with quotes around the bare words of numbers that JSON does not have.</summary>
    private static byte[] QuotedNumbers(ReadOnlySpan<byte> line)
    {
        var result = new ArrayBufferWriter<byte>(line.Length + 16);
        var isText = false;
        while (!line.IsEmpty)
        {
            var length = isText ? 0 : NumberWord(line);
            if (length > 0)
            {
                result.Write("\""u8);
                result.Write(line[..length]);
                result.Write("\""u8);
                line = line[length..];
                continue;
            }

            length = isText && line[0] == '\\' && line.Length > 1 ? 2 : 1;
            isText ^= line[0] == '"';
            result.Write(line[..length]);
            line = line[length..];
        }

        return result.WrittenSpan.ToArray();
    }

    private static int NumberWord(ReadOnlySpan<byte> line) =>
        line.StartsWith("NaN"u8) ? 3 : line.StartsWith("Infinity"u8) ? 8 : line.StartsWith("-Infinity"u8) ? 9 : 0;
}
