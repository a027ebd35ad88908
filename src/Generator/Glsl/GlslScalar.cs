using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Glsl;

/// <summary>GLSL's names of the scalar types.</summary>
internal static class GlslScalar
{
    public static ScalarType? Parse(string type) => type switch
    {
        "uint" => ScalarType.Uint,
        "int" => ScalarType.Int,
        "float" => ScalarType.Float,
        "bool" => ScalarType.Bool,
        _ => null,
    };
}
