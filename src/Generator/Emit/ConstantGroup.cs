using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>
/// Specialization constants that belong together as a type of the runtime's. A kernel that declares all of them gets one property that sets them at once, so that its callers need
/// not write them out.
/// </summary>
internal sealed class ConstantGroup
{
    private static readonly string[] WindowNames =
        ["input_height", "input_width", "output_height", "output_width", "window_height", "window_width", "stride_y", "stride_x", "padding_top", "padding_left"];

    private static readonly Part[] VectorParts = [new("vector_inputs", "HasVectorInputs", GlslType.Bool), new("vector_outputs", "HasVectorOutputs", GlslType.Bool)];

    private static readonly ConstantGroup[] All =
    [
        new("Window", "WindowGeometry", "The window's constants, all at once.", [.. WindowNames.Select(name => new Part(name, MemberNames.FromYaml(name)))]),
        new("Geometry", "ConvolutionGeometry", "The convolution's constants, all at once.",
        [
            .. WindowNames.Select(name => new Part(name, "Window." + MemberNames.FromYaml(name))),
            new("input_channels", "InputChannels"),
            new("output_channels", "OutputChannels"),
            .. VectorParts,
        ]),
        new("Geometry", "ConvolutionGeometry", "The constants of a product, all at once.", [new("inputs", "InputChannels"), new("outputs", "OutputChannels"), .. VectorParts]),
        new("Tile", "SharedTile", "The constants of workgroup, tile and parts, all at once.",
        [
            new("workgroup_size", "Threads"),
            new("tile_rows", "Rows"),
            new("tile_columns", "Columns"),
            new("tile_depth", "Depth"),
            new("part_rows", "PartRows"),
            new("part_columns", "PartColumns"),
            new("subgroup_size", "SubgroupSize"),
            new("matrix_rows", "Matrix.Rows"),
            new("matrix_columns", "Matrix.Columns"),
            new("matrix_depth", "Matrix.Depth"),
        ]),
    ];

    private readonly string _property;
    private readonly string _type;
    private readonly string _summary;
    private readonly Part[] _parts;

    private ConstantGroup(string property, string type, string summary, Part[] parts) =>
        (_property, _type, _summary, _parts) = (property, type, summary, parts);

    /// <summary>The groups that a kernel declares, and whose property's name it leaves free.</summary>
    public static IEnumerable<ConstantGroup> In(KernelModel kernel) => All.Where(group =>
        group._parts.All(part => kernel.Constants.Any(constant => constant.Name == part.Constant && constant.Type == part.Type))
        && kernel.Members().All(name => MemberNames.FromYaml(name) != group._property));

    /// <summary>Writes the property.</summary>
    public void Write(CodeWriter writer)
    {
        writer.Line();
        writer.Summary(_summary);
        writer.Line($"public {RuntimeNames.Kernels}Planning.{_type} {_property}");
        using (writer.Braces())
        {
            writer.Line("init");
            using (writer.Braces())
            {
                foreach (Part part in _parts)
                {
                    writer.Line($"{MemberNames.FromYaml(part.Constant)} = {(part.Type == GlslType.Uint ? "(uint)" : "")}value.{part.Member};");
                }
            }
        }
    }

    /// <summary>A constant, and the member of the runtime's type that it is set from.</summary>
    private readonly struct Part(string constant, string member, GlslType type = GlslType.Uint)
    {
        public string Constant { get; } = constant;

        public string Member { get; } = member;

        public GlslType Type { get; } = type;
    }
}
