using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Glsl;

/// <summary>Walks over the tokens of a file.</summary>
internal sealed class GlslCursor(GlslText file)
{
    private int _index;

    public GlslText File => file;

    public GlslToken Current => PeekAt(0);

    public bool IsAtEnd => Current.Kind == GlslTokenKind.End;

    public GlslToken PeekAt(int offset) => _index + offset < file.Tokens.Count
        ? file.Tokens[_index + offset]
        : new(GlslTokenKind.End, "", file.Text.Length, false);

    public GlslToken Next()
    {
        GlslToken token = Current;
        _index = Math.Min(_index + 1, file.Tokens.Count);
        return token;
    }

    public bool TryTake(string text)
    {
        bool isHere = Current.Is(text);
        _index += isHere ? 1 : 0;
        return isHere;
    }

    /// <summary>Takes the token or reports that it is missing.</summary>
    public bool Expect(string text)
    {
        if (TryTake(text))
        {
            return true;
        }

        ReportUnexpected($"'{text}'");
        return false;
    }

    /// <summary>Takes a name or reports that it is missing.</summary>
    public bool TryExpectName(string what, out GlslToken name)
    {
        name = Current;
        if (name.Kind == GlslTokenKind.Identifier)
        {
            Next();
            return true;
        }

        ReportUnexpected(what);
        return false;
    }

    public void ReportUnexpected(string expected) =>
        file.Report(KernelDiagnostics.Syntax, Current.Span, expected, IsAtEnd ? "the end of the file" : $"'{Current.Text}'");

    /// <summary>Moves behind the statement or body that is under way: behind the next ';' or closing brace outside all brackets.</summary>
    public void SkipStatement()
    {
        int depth = 0;
        while (!IsAtEnd)
        {
            string text = Next().Text;
            depth += text is "{" or "(" or "[" ? 1 : text is "}" or ")" or "]" ? -1 : 0;
            if (depth <= 0 && text is ";" or "}")
            {
                return;
            }
        }
    }

    /// <summary>Skips array brackets; says whether there were any.</summary>
    public bool SkipBrackets()
    {
        bool isArray = false;
        while (TryTake("["))
        {
            isArray = true;
            TakeUntil("]", ";");
            TryTake("]");
        }

        return isArray;
    }

    /// <summary>The tokens up to one of the given ones outside all brackets, which is not taken.</summary>
    public List<GlslToken> TakeUntil(params string[] ends)
    {
        List<GlslToken> taken = [];
        int depth = 0;
        while (!IsAtEnd && !(depth == 0 && ends.Contains(Current.Text)))
        {
            depth += Current.Text is "(" or "[" or "{" ? 1 : Current.Text is ")" or "]" or "}" ? -1 : 0;
            taken.Add(Next());
        }

        return taken;
    }

    public TextSpan SpanOf(List<GlslToken> tokens) =>
        tokens.Count == 0 ? Current.Span : TextSpan.FromBounds(tokens[0].Start, tokens[tokens.Count - 1].Span.End);
}
