using System.Runtime.InteropServices;
using TorchSharp;

namespace Sweep.Model.Native;

/// <summary>Loads libtorch into the process, even if the C++ library is a little older than the one TorchSharp was built with.</summary>
public static class LibTorch
{
    internal const string TorchSharpVersion = "0.107.0";
    internal const string LibraryName = "libLibTorchSharp.so";

    /// <summary>
    /// The version of libstdc++ (GCC 13) that TorchSharp's library requires. The only symbol of that version is never called, so a system
    /// that lacks it (GCC 12, as in Debian 12) works without it.
    /// </summary>
    internal const string NeedlessVersion = "GLIBCXX_3.4.32";

    // In the order of their dependencies. Once they are loaded, the dynamic linker knows them by name, in whatever folder the last
    // library lies.
    private static readonly string[] _dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static readonly Lock _gate = new();
    private static bool _loaded;

    /// <summary>
    /// Makes TorchSharp usable. Call it before TorchSharp's first use, from any thread. After a successful call further calls return at
    /// once; a failed call may be repeated.
    /// </summary>
    /// <exception cref="ModelException">The library cannot be loaded here; the message says which one, why, and what helps.</exception>
    public static void Load()
    {
        if (Volatile.Read(ref _loaded))
        {
            return;
        }
        lock (_gate)
        {
            if (!_loaded)
            {
                LoadOnce();
                Volatile.Write(ref _loaded, true);
            }
        }
    }

    private static void LoadOnce()
    {
        if (LoadAdvice.Unsupported(Platform.Current) is { } reason)
        {
            throw new ModelException(reason);
        }
        if (OperatingSystem.IsLinux())
        {
            LoadFrom(NativeFolder.Find(NativeFolder.Candidates()));
        }
        StartTorchSharp();
    }

    private static void LoadFrom(string folder)
    {
        foreach (var dependency in _dependencies)
        {
            LoadFile(Path.Combine(folder, dependency));
        }
        var library = Path.Combine(folder, LibraryName);
        if (DynamicLinker.TryLoad(library, out var complaint))
        {
            return;
        }
        if (!complaint.Contains(NeedlessVersion, StringComparison.Ordinal))
        {
            throw new ModelException(LoadAdvice.Failure(library, complaint));
        }
        WeakenedCopy.Use(library, NeedlessVersion, LoadFile);
    }

    private static void LoadFile(string path)
    {
        if (!DynamicLinker.TryLoad(path, out var complaint))
        {
            throw new ModelException(LoadAdvice.Failure(path, complaint));
        }
    }

    // TorchSharp asks for its library by name and gets the one that is already loaded. Doing this here reports a failure as our own
    // exception.
    private static void StartTorchSharp()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            torch.tensor(0f).Dispose();
        }
        catch (Exception exception) when (exception is NotSupportedException or DllNotFoundException or TypeInitializationException
            or EntryPointNotFoundException or ExternalException)
        {
            var complaint = DynamicLinker.OneLine(exception.GetBaseException().Message);
            throw new ModelException(LoadAdvice.Failure("TorchSharp", complaint), exception);
        }
    }
}
