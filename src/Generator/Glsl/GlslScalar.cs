using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>GLSL's names of the scalar types.</summary>
internal static class GlslScalar
{
    public static GlslType? Parse(string type) => type switch
    {
        "uint" => GlslType.Uint,
        "int" => GlslType.Int,
        "float" => GlslType.Float,
        "bool" => GlslType.Bool,
        _ => null,
    };
}
