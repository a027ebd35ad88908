using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>Reads <c>shaders/activations/NAME.glsl</c>.</summary>
internal static class ActivationParser
{
    private const string Directive = "@backward_from";

    public static Parsed<ActivationModel> Parse(string path, SourceText source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        GlslText file = GlslLexer.Read(path, source);
        if (!SnakeCase.Check(file))
        {
            return new(null, file.Start, file.Diagnostics);
        }

        CheckFunctions(file);
        return new(new(file.Name, file.Summary, ReadsInput(file)), file.Start, file.Diagnostics);
    }

    private static bool ReadsInput(GlslText file)
    {
        List<(string Word, TextSpan Span)> found = [];
        foreach (GlslComment comment in file.Comments)
        {
            foreach (string line in comment.Text.Split('\n').Select(line => line.Trim(' ', '\t', '\r', '*')))
            {
                if (line.StartsWith(Directive, StringComparison.Ordinal))
                {
                    string rest = line.Substring(Directive.Length).Trim();
                    found.Add((rest.Split(' ', '\t', '(')[0], comment.Span));
                }
            }
        }

        if (found.Count != 1 || found[0].Word is not ("input" or "output"))
        {
            file.Report(KernelDiagnostics.BackwardFrom, found.Count > 0 ? found[found.Count - 1].Span : new TextSpan(0, 0), file.Name);
        }

        return found.Count > 0 && found[0].Word == "input";
    }

    private static void CheckFunctions(GlslText file)
    {
        SnippetFunctions.Check(file, "float", "activation_forward", "(float x)");
        SnippetFunctions.Check(file, "float", "activation_backward", "(float saved, float dy)");
    }
}
