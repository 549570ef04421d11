using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>Why an ended search goes on, as data that is stored with the decision.</summary>
/// <param name="By">budget if a person gave it more, file if its file was read again.</param>
/// <param name="Changes">The settings that changed.</param>
public sealed record ExtendReason(string By, ImmutableArray<SettingChange> Changes);

/// <summary>A setting that changed, in the words of the sweep file.</summary>
/// <param name="Before">Its earlier value; null for none.</param>
/// <param name="After">Its new value; null for none.</param>
public sealed record SettingChange(string Setting, string? Before, string? After);
