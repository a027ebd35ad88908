using Microsoft.CodeAnalysis.Text;

namespace SweepDsl.Generator.Glsl;

/// <summary>A word of GLSL with its place. A token under <c>#if</c> is conditional: whether it counts is known only when the shader is compiled.</summary>
internal readonly record struct GlslToken(GlslTokenKind Kind, string Text, int Start, bool IsConditional)
{
    public TextSpan Span => new(Start, Text.Length);

    public bool Is(string text) => Kind != GlslTokenKind.End && Text == text;
}

internal enum GlslTokenKind
{
    Identifier,
    Number,
    Punctuation,
    End,
}

/// <summary>A comment without its marks.</summary>
internal readonly record struct GlslComment(string Text, TextSpan Span);

/// <summary>An <c>#include</c>: in angle brackets it names a slot, in quotes a file.</summary>
internal readonly record struct GlslInclude(string Target, bool IsSlot, TextSpan Span);
