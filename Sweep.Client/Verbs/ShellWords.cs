using System.CommandLine;
using System.CommandLine.Completions;

namespace Sweep.Client.Verbs;

/// <summary>Offers words for an argument to a shell.</summary>
internal static class ShellWords
{
    /// <param name="words">Makes the words. The help asks for them too, to print them; it gets none.</param>
    public static void Offer(this Argument argument, Func<TextCompletionContext, IEnumerable<string>> words) =>
        argument.CompletionSources.Add(
            asked => asked is TextCompletionContext typed ? words(typed).Select(word => new CompletionItem(word)) : []);
}
