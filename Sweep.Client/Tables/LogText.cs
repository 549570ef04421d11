namespace Sweep.Client.Tables;

/// <summary>The log of an attempt as a terminal shows it at the end.</summary>
internal static class LogText
{
    /// <summary>
    /// A log without control characters, which a terminal may take for commands. A carriage return begins its line again, so only the last
    /// state of a progress bar is left.
    /// </summary>
    public static string Readable(string log) => string.Join('\n', log.Split('\n').Select(Line));

    private static string Line(string line)
    {
        var state = line.Split('\r').LastOrDefault(part => !string.IsNullOrWhiteSpace(part)) ?? "";
        return string.Concat(state.Where(letter => letter == '\t' || !char.IsControl(letter)));
    }
}
