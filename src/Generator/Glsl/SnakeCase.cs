using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Glsl;

/// <summary>The form of the file names that become C# names and words of the YAML.</summary>
internal static class SnakeCase
{
    public static bool IsValid(string name) =>
        name.Length > 0
        && name[0] is >= 'a' and <= 'z'
        && name[name.Length - 1] != '_'
        && name.IndexOf("__", StringComparison.Ordinal) < 0
        && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    /// <summary>Reports a file whose name has another form.</summary>
    public static bool Check(GlslText file)
    {
        bool isValid = IsValid(file.Name);
        if (!isValid)
        {
            file.Report(KernelDiagnostics.FileName, new TextSpan(0, 0), file.Name);
        }

        return isValid;
    }
}
