using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Serving;

/// <summary>
/// Reads the file <c>appsettings.json</c> beside the program: Orleans' settings with their reasons, and a section for the user's own.
/// </summary>
internal static class AppSettings
{
    public const string FileName = "appsettings.json";

    /// <param name="folder">The folder of the file. If the file does not exist, everything has its default.</param>
    /// <exception cref="SherlockException">The file cannot be read.</exception>
    public static IConfigurationRoot Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            RegularFile.Require(path);
            return new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"Cannot read '{path}': {Spelling.OneLine(exception.GetBaseException().Message)}", innerException: exception);
        }
    }

    /// <summary>Fills options from a section.</summary>
    /// <exception cref="SherlockException">The section has an unknown key, or a value of a wrong type.</exception>
    public static void ConfigureStrictly<T>(this IServiceCollection services, IConfigurationSection section)
        where T : class, new()
    {
        try
        {
            section.Bind(new T(), Strictly);
        }
        catch (InvalidOperationException exception)
        {
            throw new SherlockException($"{section.Path} in {FileName}: {Spelling.OneLine(exception.Message)}", innerException: exception);
        }

        services.Configure<T>(options => section.Bind(options));
    }

    private static void Strictly(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;
}
