using System.Reflection;

namespace Sweep.Grains;

/// <summary>The version of the program or library that an assembly belongs to.</summary>
public static class ProgramVersion
{
    /// <summary>The version as the build has set it; after a plus sign it may name the commit.</summary>
    public static string Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? $"{assembly.GetName().Version}";
    }
}
