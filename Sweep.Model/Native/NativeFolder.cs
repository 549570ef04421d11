using System.Runtime.InteropServices;

namespace Sweep.Model.Native;

/// <summary>Finds the folder that holds the native libraries: the program's own, or the one of its platform below it.</summary>
internal static class NativeFolder
{
    internal const string PlatformFolder = "runtimes/linux-x64/native";

    /// <summary>
    /// Lists the folders that may hold the libraries, likeliest first: output built for one platform, for all, then the host's own list.
    /// </summary>
    public static IEnumerable<string> Candidates()
    {
        var hosts = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return new[] { AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, PlatformFolder) }
            .Concat(hosts.Split(Path.PathSeparator).Where(Path.IsPathFullyQualified))
            .Select(Path.TrimEndingDirectorySeparator)
            .Distinct();
    }

    /// <exception cref="ModelException">None of the folders holds the library.</exception>
    public static string Find(IEnumerable<string> candidates)
    {
        var searched = candidates.ToList();
        return searched.Find(folder => File.Exists(Path.Combine(folder, LibTorch.LibraryName)))
            ?? throw new ModelException($"{LibTorch.LibraryName} is in none of {string.Join(", ", searched)}: the program that trains "
                + $"must reference the package TorchSharp-cpu {LibTorch.TorchSharpVersion} and be built for "
                + $"{RuntimeInformation.RuntimeIdentifier}.");
    }
}
