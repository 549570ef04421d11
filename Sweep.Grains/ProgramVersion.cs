using System.Reflection;

namespace Sweep.Grains;

/// <summary>The version of the program that an assembly belongs to.</summary>
internal static class ProgramVersion
{
    /// <summary>The version as the build has set it; after a plus sign it may name the commit.</summary>
    /// <typeparam name="T">A type of the assembly.</typeparam>
    public static string Of<T>() => typeof(T).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? $"{typeof(T).Assembly.GetName().Version}";
}
