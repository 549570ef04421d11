using System.ComponentModel;
using System.Diagnostics;

namespace Sweep.Client.Terminal;

/// <summary>Opens an address in the user's browser.</summary>
internal static class Browser
{
    /// <summary>
    /// Opens an address, if this machine has a screen and a browser. The address may hold a token, and other users can see the command
    /// lines of processes. So the browser gets a file, which only this user can read, and which leads to the address.
    /// </summary>
    /// <param name="folder">A folder of the user, for that file.</param>
    /// <returns>Removes the file when it is disposed; null if no browser was opened.</returns>
    public static IDisposable? Open(string address, string folder)
    {
        if (Opener() is not { } opener) { return null; }
        var page = new OpeningPage(Path.GetFullPath(Path.Combine(folder, $"open-{Guid.NewGuid():n}.html")));
        try
        {
            page.Write(address);
            var start = new ProcessStartInfo(opener)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList = { new Uri(page.Path).AbsoluteUri },
            };
            using var process = Process.Start(start);
            return page;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // The address is printed, too.
            page.Dispose();
            return null;
        }
    }

    /// <summary>The program that opens files; null if there is none, or no screen.</summary>
    private static string? Opener()
    {
        if (OperatingSystem.IsMacOS()) { return "/usr/bin/open"; }
        if (OperatingSystem.IsWindows()) { return "explorer.exe"; }
        string?[] screens = [Environment.GetEnvironmentVariable("DISPLAY"), Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")];
        return screens.All(string.IsNullOrEmpty) ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathRooted)
            .Select(directory => Path.Combine(directory, "xdg-open"))
            .FirstOrDefault(File.Exists);
    }

    private sealed class OpeningPage(string path) : IDisposable
    {
        public string Path => path;

        public void Write(string address)
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
            using var writer = new StreamWriter(path, options);
            writer.Write(
                $"<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={address}\"><title>Sherlock</title>");
        }

        public void Dispose()
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The token in it is used up.
            }
        }
    }
}
