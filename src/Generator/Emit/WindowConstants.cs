using SweepDsl.Dsl;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Emit;

/// <summary>
/// Specialization constants that together are a sliding window. A kernel that declares all of them gets one property that sets them from the runtime's <c>WindowGeometry</c>,
/// so that its callers need not write them out.
/// </summary>
internal static class WindowConstants
{
    private static readonly string[] Names =
    [
        "input_height", "input_width", "output_height", "output_width", "window_height", "window_width", "stride_y", "stride_x", "padding_top", "padding_left",
    ];

    /// <summary>Whether a kernel declares a window, and leaves the property's name free.</summary>
    public static bool AreIn(KernelModel kernel) =>
        Names.All(name => kernel.Constants.Any(constant => constant.Name == name && constant.Type == GlslType.Uint))
        && kernel.Members().All(name => MemberNames.FromYaml(name) != "Window");

    public static void Write(CodeWriter writer)
    {
        writer.Line();
        writer.Summary("The window's constants, all at once.");
        writer.Line($"public {RuntimeNames.Kernels}Planning.WindowGeometry Window");
        using (writer.Braces())
        {
            writer.Line("init");
            using (writer.Braces())
            {
                foreach (string member in Names.Select(MemberNames.FromYaml))
                {
                    writer.Line($"{member} = (uint)value.{member};");
                }
            }
        }
    }
}
