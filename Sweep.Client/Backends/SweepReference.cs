using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>The text by which a user names a sweep or one trial of it: <c>SWEEP</c> or <c>SWEEP/TRIAL</c>.</summary>
/// <param name="Sweep">The sweep's id, a unique prefix of it, or its name.</param>
/// <param name="Trial">The trial's number, from 1; null if the user means the whole sweep.</param>
internal sealed record SweepReference(string Sweep, int? Trial)
{
    public override string ToString() => Trial is { } trial ? string.Create(CultureInfo.InvariantCulture, $"{Sweep}/{trial}") : Sweep;

    /// <exception cref="SherlockException">The text has neither form.</exception>
    public static SweepReference Parse(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } sweep] => new(sweep, null),
        [{ Length: > 0 } sweep, var number]
            when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var trial) && trial > 0 => new(sweep, trial),
        [{ Length: > 0 } sweep, var number] =>
            throw new SherlockException(
                $"{Spelling.Quote(number)} is not a trial of {Spelling.Quote(sweep)}: trials are numbered from 1, as in "
                    + $"{Spelling.Quote($"{sweep}/1")}."),
        _ =>
            throw new SherlockException(
                $"{Spelling.Quote(text)} names no sweep: expected SWEEP or SWEEP/TRIAL, such as 'layer-sizes' or 'layer-sizes/1'."),
    };

    /// <summary>Parses a reference that must name a whole sweep.</summary>
    /// <exception cref="SherlockException">The text names a trial, or nothing.</exception>
    public static string ParseSweep(string text) => Parse(text) is { Trial: null } reference
        ? reference.Sweep
        : throw new SherlockException(
            $"{Spelling.Quote(text)} names a trial: this verb takes a whole sweep, {Spelling.Quote(Parse(text).Sweep)}.");

    /// <summary>Parses a reference that must name one trial.</summary>
    /// <exception cref="SherlockException">The text names no trial.</exception>
    public static SweepReference ParseTrial(string text) => Parse(text) is { Trial: not null } reference
        ? reference
        : throw new SherlockException(
            $"{Spelling.Quote(text)} names a whole sweep: this verb takes one trial, such as {Spelling.Quote($"{text}/1")}.");
}
