using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Glsl;

/// <summary>Finds the functions that a snippet owes to the kernels that include it. Their parameters are the shader compiler's to check.</summary>
internal static class SnippetFunctions
{
    public static void Check(GlslText file, string returnType, string name, string parameters)
    {
        for (int i = 0; i + 2 < file.Tokens.Count; i++)
        {
            if (file.Tokens[i].Is(returnType) && file.Tokens[i + 1].Is(name) && file.Tokens[i + 2].Is("("))
            {
                return;
            }
        }

        file.Report(KernelDiagnostics.FunctionMissing, new TextSpan(0, 0), file.Name, $"{returnType} {name}{parameters}");
    }
}
