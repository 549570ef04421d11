namespace Sweep.Grains;

/// <summary>The first line of a text, for messages that must fit on one line.</summary>
public static class FirstLine
{
    public static string Of(string text) => text.Split('\n', 2)[0].TrimEnd();

    public static string Of(Exception exception) => Of(exception.Message);
}
