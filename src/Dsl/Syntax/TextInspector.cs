using System.Text;
using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Syntax;

/// <summary>Refuses texts that must not reach the YAML parser: too long, wrongly encoded, or with characters that have no place in an experiment.</summary>
internal static class TextInspector
{
    /// <summary>Largest file, in bytes of UTF-8.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>Reports what is wrong; true when the text may be parsed.</summary>
    public static bool Inspect(SourceText source, DiagnosticBag diagnostics)
    {
        string text = source.Text;
        if (text.Length > LargestFile || Encoding.UTF8.GetByteCount(text) > LargestFile)
        {
            ReportTooLarge(source, diagnostics);
            return false;
        }

        bool isClean = true;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == CharacterRules.Replacement)
            {
                diagnostics.Report(
                    DiagnosticCatalogue.NotUtf8, source.SpanOfCharacter(i), "The file is not UTF-8: bytes here cannot be decoded (or U+FFFD, which stands for such bytes). Save it as UTF-8.");
                return false;
            }

            if (CharacterRules.IsForbidden(character) || CharacterRules.IsLoneSurrogate(text, i))
            {
                diagnostics.Report(
                    DiagnosticCatalogue.ForbiddenCharacter,
                    source.SpanOfCharacter(i),
                    $"The character U+{(int)character:X4} is not allowed: control characters and characters that turn the direction of text would show another text than the one that counts. Delete it.");
                isClean = false;
            }
        }

        return isClean;
    }

    /// <summary>Reports that a file is over the limit.</summary>
    public static void ReportTooLarge(SourceText source, DiagnosticBag diagnostics) => diagnostics.Report(
        DiagnosticCatalogue.FileTooLarge, source.Span(0, 0), $"The file is larger than {LargestFile} bytes (1 MiB), which no experiment needs. Shorten it.");
}
