namespace SweepDsl.Dsl.Syntax;

/// <summary>Which characters a file may hold.</summary>
internal static class CharacterRules
{
    /// <summary>Stands for bytes that could not be decoded.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>
    /// Control characters (tab and line ends excepted), line ends that only some tools see (NEL, LS, PS), characters that turn the direction of text and so can show an
    /// experiment other than the one that runs, byte order marks within the text, and noncharacters.
    /// </summary>
    public static bool IsForbidden(char character) => character switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or (>= '\u007F' and <= '\u009F') => true,
        '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        '\uFEFF' or '\uFFFE' or '\uFFFF' => true,
        _ => false,
    };

    /// <summary>Whether the character at an index is half of a surrogate pair whose other half is missing.</summary>
    public static bool IsLoneSurrogate(string text, int index)
    {
        char character = text[index];
        return char.IsHighSurrogate(character) ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(character) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
    }
}
