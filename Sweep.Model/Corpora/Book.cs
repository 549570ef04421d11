using System.Collections.Immutable;

namespace Sweep.Model.Corpora;

/// <summary>A book of Project Gutenberg, and how to recognize it.</summary>
/// <param name="Number">Project Gutenberg's number.</param>
/// <param name="FileName">The file name in the cache.</param>
/// <param name="MinimumBytes">About a tenth below its real size, because the publisher edits its files now and then.</param>
public sealed record Book(int Number, string Title, string Author, string FileName, int MinimumBytes)
{
    internal const string OtherChoices = "`--set corpus=sample`, or `--set corpus=PATH` with a file, folder or glob of your own";

    /// <summary>The three books of the study, in its order.</summary>
    public static ImmutableArray<Book> Sherlock { get; } =
    [
        new(1661, "The Adventures of Sherlock Holmes", "Conan Doyle", "adventures_of_sherlock_holmes.txt", 530_000),
        new(2852, "The Hound of the Baskervilles", "Conan Doyle", "hound_of_the_baskervilles.txt", 315_000),
        new(2097, "The Sign of the Four", "Conan Doyle", "sign_of_the_four.txt", 230_000),
    ];

    /// <summary>Says why these bytes are not this book; null if they are the whole book.</summary>
    internal string? FaultOf(ReadOnlySpan<byte> bytes)
    {
        string text;
        try
        {
            text = TextDecoder.Decode(bytes, FileName);
        }
        catch (ModelException)
        {
            return "is not a text";
        }

        return GutenbergText.HeaderOfWhole(text) switch
        {
            null => "lacks the START or END marker of a whole book",
            { } header when !Names(header, Title) || !Names(header, Author) => "is another book",
            _ when bytes.Length < MinimumBytes => $"has only {bytes.Length:N0} bytes where the book has more than {MinimumBytes:N0}",
            _ => null,
        };
    }

    private static bool Names(string header, string words) => header.Contains(words, StringComparison.OrdinalIgnoreCase);
}
