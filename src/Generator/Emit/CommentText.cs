using System.Text;

namespace SweepDsl.Generator.Emit;

/// <summary>Text of the input in comments of the output: one line, without any character that could end the comment.</summary>
internal static class CommentText
{
    /// <summary>For <c>//</c> comments.</summary>
    public static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char c in text)
        {
            // Line ends of C# are CR, LF, U+0085, U+2028 and U+2029; format and surrogate characters could fool a reader.
            plain.Append(c is >= ' ' and <= '~' || char.IsLetterOrDigit(c) || IsHarmlessSymbol(c) ? c : ' ');
        }

        return plain.ToString();
    }

    /// <summary>For documentation comments.</summary>
    public static string Xml(string text) => Plain(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A remark as a sentence: with a capital, and with a full stop after a word.</summary>
    public static string Sentence(string remark)
    {
        string text = remark.Trim();
        if (text.Length == 0)
        {
            return text;
        }

        string end = char.IsLetterOrDigit(text[text.Length - 1]) ? "." : "";
        return char.ToUpperInvariant(text[0]) + text.Substring(1) + end;
    }

    private static bool IsHarmlessSymbol(char c) => char.IsPunctuation(c) || (char.IsSymbol(c) && c > '\u00A0');
}
