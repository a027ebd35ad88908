using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>
/// Specialization constants that belong together as a type of the runtime's. A kernel that declares all of them gets one property that sets them at once, so that its callers need
/// not write them out.
/// </summary>
internal sealed class ConstantGroup
{
    private static readonly ConstantGroup[] All =
    [
        new("Window", "WindowGeometry", "The window's constants, all at once.",
        [
            .. new[] { "input_height", "input_width", "output_height", "output_width", "window_height", "window_width", "stride_y", "stride_x", "padding_top", "padding_left" }
                .Select(name => (name, MemberNames.FromYaml(name))),
        ]),
        new("Tile", "WorkgroupTile", "The constants of workgroup and tile, all at once.",
        [
            ("workgroup_size", "Threads"),
            ("tile_rows", "Rows"),
            ("tile_columns", "Columns"),
            ("tile_depth", "Depth"),
            ("thread_rows", "ThreadRows"),
            ("thread_columns", "ThreadColumns"),
        ]),
    ];

    private readonly string _property;
    private readonly string _type;
    private readonly string _summary;
    private readonly (string Constant, string Member)[] _parts;

    private ConstantGroup(string property, string type, string summary, (string Constant, string Member)[] parts) =>
        (_property, _type, _summary, _parts) = (property, type, summary, parts);

    /// <summary>The groups that a kernel declares, and whose property's name it leaves free.</summary>
    public static IEnumerable<ConstantGroup> In(KernelModel kernel) => All.Where(group =>
        group._parts.All(part => kernel.Constants.Any(constant => constant.Name == part.Constant && constant.Type == GlslType.Uint))
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
                foreach ((string constant, string member) in _parts)
                {
                    writer.Line($"{MemberNames.FromYaml(constant)} = (uint)value.{member};");
                }
            }
        }
    }
}
