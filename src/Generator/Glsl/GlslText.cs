using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>A GLSL file split into tokens, comments and includes, with the diagnostics found so far.</summary>
internal sealed class GlslText(string path, SourceText source)
{
    private readonly List<DiagnosticInfo> _diagnostics = [];

    public string Path { get; } = path;

    /// <summary>File name without extension.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    public string Text { get; } = source.ToString();

    public List<GlslToken> Tokens { get; } = [];

    public List<GlslComment> Comments { get; } = [];

    public List<GlslInclude> Includes { get; } = [];

    /// <summary>First line of the comment that stands before all code; empty when there is none.</summary>
    public string Summary
    {
        get
        {
            int code = Tokens.Count == 0 ? Text.Length : Tokens[0].Start;
            IEnumerable<string> lines = Comments.Where(comment => comment.Span.Start < code).SelectMany(comment => comment.Text.Split('\n'));
            return lines.Select(line => line.Trim(' ', '\t', '\r', '*')).FirstOrDefault(line => line.Length > 0) ?? "";
        }
    }

    public SourceLocation Start => Location(new TextSpan(0, 0));

    public ValueList<DiagnosticInfo> Diagnostics => _diagnostics.OrderBy(diagnostic => diagnostic.Location.Span.Start).ToValueList();

    public SourceLocation Location(TextSpan span) => SourceLocation.Of(Path, source, span);

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, Location(span), arguments));

    /// <summary>The comment that follows a position on its line with nothing but blanks between; empty when there is none.</summary>
    public string CommentBehind(int position) => FindCommentBehind(position)?.Text.Trim(' ', '\t', '\r', '*') ?? "";

    public GlslComment? FindCommentBehind(int position)
    {
        int index = Comments.FindIndex(comment => comment.Span.Start >= position);
        return index >= 0 && Text.Substring(position, Comments[index].Span.Start - position).All(c => c is ' ' or '\t')
            ? Comments[index]
            : null;
    }
}
