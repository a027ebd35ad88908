using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Tests.Glsl;

public sealed class KernelDiagnosticTests
{
    private const string Good = "\nlayout(binding = 0) buffer Data { float x[]; };";

    [TestCase("layout(binding = 0 buffer A { float x[]; };", "SWEEP0701(1,29)", TestName = "A_layout_that_is_not_closed")]
    [TestCase("layout(binding = 0) buffer A { float x[]; }", "SWEEP0701(2,1)", TestName = "A_block_without_semicolon")]
    [TestCase("layout(push_constant) uniform { uint a; };", "SWEEP0701(1,31)", TestName = "A_push_constant_block_without_name")]
    [TestCase("#include <activation\n", "SWEEP0701(1,10)", TestName = "An_include_that_is_not_closed")]
    [TestCase("\n  /* never ends", "SWEEP0702(2,3)", TestName = "A_comment_that_never_ends")]
    [TestCase("layout(push_constant) uniform P { uint batch_size; uint batchSize; };", "SWEEP0705(1,57)", TestName = "Two_members_that_become_one")]
    [TestCase("layout(push_constant) uniform P { uint dispatch; };", "SWEEP0705(1,40)", TestName = "A_member_that_every_wrapper_has")]
    [TestCase("layout(push_constant) uniform P { uint scale; };", "SWEEP0705(1,40)", TestName = "A_member_of_the_kernels_own_name")]
    [TestCase("#include <activation>\nlayout(push_constant) uniform P { uint activation; };", "SWEEP0705(2,40)", TestName = "A_member_of_a_slots_name")]
    [TestCase("#define FIRST 1\nlayout(binding = FIRST) buffer A { float a[]; };", "SWEEP0706(2,18)", TestName = "A_binding_that_is_a_macro")]
    [TestCase("layout(constant_id = 1 + 1) const uint a = 1;", "SWEEP0706(1,22)", TestName = "An_id_that_is_an_expression")]
    [TestCase("#ifdef A\nlayout(binding = 1) buffer A { float a[]; };\n#endif", "SWEEP0707(2,28)", TestName = "A_buffer_under_if")]
    [TestCase("layout(set = 1, binding = 1) buffer A { float a[]; };", "SWEEP0708(1,37)", TestName = "A_set_that_is_not_0")]
    [TestCase("layout(std430) buffer A { float a[]; };", "SWEEP0709(1,23)", TestName = "A_buffer_without_binding")]
    [TestCase("layout(binding = 1) buffer A { float a[]; };\nlayout(binding = 1) buffer B { float b[]; };", "SWEEP0710(2,28)", TestName = "Two_buffers_at_one_binding")]
    [TestCase("layout(binding = 2) buffer A { float a[]; };", "SWEEP0711(1,28)", TestName = "A_gap_between_bindings")]
    [TestCase("layout(binding = 1) buffer A { float a[]; } all[4];", "SWEEP0712(1,28)", TestName = "An_array_of_buffers")]
    [TestCase("layout(binding = 1) uniform samplerBuffer;", "SWEEP0701(1,42)", TestName = "A_texel_buffer_without_name")]
    [TestCase("layout(binding = 1) uniform samplerBuffer a, b;", "SWEEP0701(1,44)", TestName = "Two_texel_buffers_in_one_declaration")]
    [TestCase("layout(binding = 1) uniform samplerBuffer input_texels;\nlayout(push_constant) uniform P { uint inputTexels; };", "SWEEP0705(1,43)", TestName = "A_texel_buffer_whose_name_is_taken")]
    [TestCase("#define ONE 1\nlayout(binding = ONE) uniform samplerBuffer a;", "SWEEP0706(2,18)", TestName = "A_texel_buffers_binding_that_is_a_macro")]
    [TestCase("#if 1\nlayout(binding = 1) uniform samplerBuffer a;\n#endif", "SWEEP0707(2,43)", TestName = "A_texel_buffer_under_if")]
    [TestCase("layout(set = 2, binding = 1) uniform samplerBuffer a;", "SWEEP0708(1,52)", TestName = "A_texel_buffer_in_a_set_that_is_not_0")]
    [TestCase("uniform samplerBuffer a;", "SWEEP0709(1,23)", TestName = "A_texel_buffer_without_binding")]
    [TestCase("layout(binding = 1) buffer A { float a[]; };\nlayout(binding = 1) uniform samplerBuffer ATexels;", "SWEEP0710(2,43)", TestName = "A_texel_view_at_a_storage_buffers_binding")]
    [TestCase("layout(binding = 2) uniform samplerBuffer a;", "SWEEP0711(1,43)", TestName = "A_gap_before_a_texel_buffer")]
    [TestCase("layout(binding = 1) uniform samplerBuffer a[4];", "SWEEP0712(1,43)", TestName = "An_array_of_texel_buffers")]
    [TestCase("layout(binding = 1) uniform samplerBuffer[4] a;", "SWEEP0712(1,46)", TestName = "An_array_type_of_texel_buffers")]
    [TestCase("layout(binding = 1) uniform imageBuffer a;", "SWEEP0713(1,41)", TestName = "A_storage_texel_buffer")]
    [TestCase("layout(binding = 1) uniform usamplerBuffer a;", "SWEEP0728(1,44)", TestName = "Unsigned_texels")]
    [TestCase("layout(binding = 1) uniform isamplerBuffer a;", "SWEEP0728(1,44)", TestName = "Signed_texels")]
    [TestCase("layout(binding = 1) uniform A { float a; };", "SWEEP0713(1,29)", TestName = "A_uniform_block")]
    [TestCase("layout(binding = 1) uniform sampler2D image;", "SWEEP0713(1,39)", TestName = "A_sampler")]
    [TestCase("layout(push_constant) uniform P { vec2 a; };", "SWEEP0714(1,40)", TestName = "A_vector_as_push_constant")]
    [TestCase("layout(push_constant) uniform P { bool a; };", "SWEEP0714(1,40)", TestName = "A_bool_as_push_constant")]
    [TestCase("layout(push_constant) uniform P { uint a[2]; };", "SWEEP0714(1,40)", TestName = "An_array_as_push_constant")]
    [TestCase("layout(push_constant) uniform P { float[2] a; };", "SWEEP0714(1,44)", TestName = "An_array_type_as_push_constant")]
    [TestCase("layout(push_constant) uniform P { layout(offset = 16) uint a; };", "SWEEP0714(1,60)", TestName = "A_push_constant_with_an_offset")]
    [TestCase("layout(push_constant) uniform P { uint a; };\nlayout(push_constant) uniform Q { uint b; };", "SWEEP0716(2,31)", TestName = "Two_push_constant_blocks")]
    [TestCase("layout(constant_id = 0) const double a = 1.0;", "SWEEP0717(1,31)", TestName = "A_double_constant")]
    [TestCase("layout(constant_id = 0) const uint a = 2 * 3;", "SWEEP0718(1,40)", TestName = "A_default_that_is_an_expression")]
    [TestCase("layout(constant_id = 0) const uint a = 4294967296;", "SWEEP0718(1,40)", TestName = "A_default_too_large")]
    [TestCase("layout(constant_id = 0) const uint a = -1;", "SWEEP0718(1,40)", TestName = "A_negative_unsigned_default")]
    [TestCase("layout(constant_id = 0) const float a = 1e39;", "SWEEP0718(1,41)", TestName = "A_default_beyond_float")]
    [TestCase("layout(constant_id = 3) const uint a = 1;\nlayout(constant_id = 3) const uint b = 1;", "SWEEP0719(2,36)", TestName = "Two_constants_of_one_id")]
    [TestCase("layout(local_size_x_id = 5) in;", "SWEEP0720(1,8)", TestName = "A_workgroup_size_without_constant")]
    [TestCase("layout(local_size_x_id = 0) in;\nlayout(constant_id = 0) const int subgroup_size = 8;", "SWEEP0729(2,35)", TestName = "A_signed_subgroup_size")]
    [TestCase("layout(local_size_x = 8) in;\nlayout(constant_id = 0) const uint subgroup_size = 8;", "SWEEP0729(2,36)", TestName = "A_subgroup_size_in_a_fixed_workgroup")]
    [TestCase("layout(local_size_x_id = 0, local_size_y = 2) in;\nlayout(constant_id = 0) const uint subgroup_size = 8;", "SWEEP0729(2,36)", TestName = "A_subgroup_size_in_a_workgroup_of_rows")]
    [TestCase("layout(local_size_x_id = 0, local_size_z_id = 0) in;\nlayout(constant_id = 0) const uint subgroup_size = 8;", "SWEEP0729(2,36)", TestName = "A_subgroup_size_in_a_workgroup_of_layers")]
    [TestCase("layout(local_size_x_id = 1) in;\nlayout(constant_id = 0) const uint subgroup_size = 8;\nlayout(constant_id = 1) const int w = 8;", "SWEEP0729(2,36)", TestName = "A_subgroup_size_in_a_workgroup_of_signed_width")]
    [TestCase("#include <colour>", "SWEEP0721(1,10)", TestName = "An_unknown_slot")]
    public void Is_reported_at_its_place_and_the_rest_is_read(string text, string expected)
    {
        Parsed<KernelModel> parsed = Parse.Kernel(text + Good);

        Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { expected }));
        Assert.That(parsed.Model, Is.Not.Null);
        bool swallowsTheRest = text.Contains("never ends", StringComparison.Ordinal);
        Assert.That(parsed.Model!.Buffers.Any(buffer => buffer.Name == "Data"), Is.Not.EqualTo(swallowsTheRest));
    }

    [Test]
    public void A_push_constant_block_over_128_bytes_is_reported_with_its_size()
    {
        string members = string.Concat(Enumerable.Range(0, 33).Select(index => $"uint member{index}; "));

        Parsed<KernelModel> parsed = Parse.Kernel($"layout(push_constant) uniform Push {{ {members} }};");

        Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { "SWEEP0715(1,31)" }));
        Assert.That(parsed.Diagnostics[0].Arguments, Is.EqualTo(new[] { "Push", "132" }));
    }

    [TestCase("Conv2d")]
    [TestCase("2d_conv")]
    [TestCase("a-b")]
    [TestCase("a__b")]
    [TestCase("a_")]
    [TestCase("größe")]
    public void A_file_name_that_is_no_snake_case_makes_no_wrapper(string name)
    {
        Parsed<KernelModel> parsed = Parse.Kernel("void main() { }", name);

        Assert.That(Parse.Problems(parsed), Is.EqualTo(new[] { "SWEEP0703(1,1)" }));
        Assert.That(parsed.Model, Is.Null);
    }
}
