using SweepDsl.Generator.Models;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Glsl;

public sealed class KernelParserTests
{
    [Test]
    public void Everything_a_kernel_declares_is_read()
    {
        Parsed<KernelModel> parsed = Parse.Kernel(Snippets.Kernel);

        Assert.That(Parse.Problems(parsed), Is.Empty);
        KernelModel kernel = parsed.Model!;
        Assert.That(kernel.Summary, Is.EqualTo("conv2d_forward: y = act(b + x * w)"));
        Assert.That(kernel.Slots, Is.EqualTo(new[] { "activation" }));
        Assert.That(kernel.Constants, Is.EqualTo(new ConstantModel[]
        {
            new("workgroup_size", 0, GlslType.Uint, "64", "invocations of a group"),
            new("slope", 1, GlslType.Float, "-0.001F", ""),
            new("has_bias", 2, GlslType.Bool, "true", ""),
            new("shift", 3, GlslType.Int, "-1", ""),
            new("subgroup_size", 4, GlslType.Uint, "8", ""),
        }));
        Assert.That(kernel.Buffers, Is.EqualTo(new BufferModel[]
        {
            new("Input", "Read", ""),
            new("Output", "Write", "[batch, h & w]"),
            new("Sums", "ReadWrite", ""),
            new("weight_texels", "Read", "w", IsTexels: true),
        }));
        Assert.That(kernel.PushConstants, Is.EqualTo(new PushConstantModel[]
        {
            new("batch", GlslType.Uint, ""),
            new("rate", GlslType.Float, ""),
            new("first", GlslType.Int, ""),
        }));
    }

    [Test]
    public void Comments_spacing_line_breaks_and_the_order_of_qualifiers_do_not_matter()
    {
        Parsed<KernelModel> parsed = Parse.Kernel("""
            #version 450
            /* layout(set = 0, binding = 0) buffer Wrong { float x[]; }; */
            // layout(set = 0, binding = 1) buffer Wrong2 { float x[]; };
            // a comment that goes on \
            layout(set = 0, binding = 1) buffer Wrong3 { float x[]; };
            readonly
              layout ( /* here */ std430 ,
                binding=0x1 )   coherent restrict
              buffer
            Weights // trailing
            { float w [ ] ; } weights ;
            layout(binding = 1) layout(binding = 0) writeonly volatile buffer Output{vec4 y[];}out_block;
            # /* odd */ include /* odd */ <optimizer>
            #define buffer_of(name) layout(binding = 7) buffer name { float z[]; };
            layout(push_constant, std430) uniform Push { highp uint
              a , b; /* both */ float c; } push;
            uniform /* here */ layout ( binding = 2 ) highp
              samplerBuffer texels ; /* read */
            const uint other = 3u;
            shared float tile[16 * 16];
            struct Pair { float a; float b; };
            float table[2] = float[2](1.0, 2.0);
            float f(float x) { if (x > 0.0) { return x; } return 0.0; }
            void main() { for (uint i = 0; i < 3; i++) { tile[i] = f(1.0); } }
            """);

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.Buffers, Is.EqualTo(new BufferModel[] { new("Output", "Write", ""), new("Weights", "Read", ""), new("texels", "Read", "read", IsTexels: true) }));
        Assert.That(parsed.Model.PushConstants.Select(constant => constant.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(parsed.Model.PushConstants[0].Comment, Is.EqualTo("both"));
        Assert.That(parsed.Model.Slots, Is.EqualTo(new[] { "optimizer" }));
    }

    [Test]
    public void Access_can_stand_at_all_members_of_a_block()
    {
        Parsed<KernelModel> parsed = Parse.Kernel("""
            layout(binding = 0) buffer A { readonly uint count; readonly float x[]; };
            layout(binding = 1) buffer B { readonly uint count; float x[]; };
            layout(binding = 2) buffer C { writeonly float x[]; };
            """);

        Assert.That(parsed.Model!.Buffers.Select(buffer => buffer.Access), Is.EqualTo(new[] { "Read", "ReadWrite", "Write" }));
    }

    [Test]
    public void Several_views_of_one_buffer_are_one_buffer_with_the_access_of_all()
    {
        Parsed<KernelModel> parsed = Parse.Kernel("""
            layout(binding = 0) readonly buffer Input { float x[]; };
            layout(binding = 0) readonly buffer InputVectors { vec4 x4[]; };
            layout(binding = 1) readonly buffer Sums { float s[]; };
            layout(binding = 1) writeonly buffer SumsVectors { vec4 s4[]; };
            """);

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.Buffers, Is.EqualTo(new BufferModel[] { new("Input", "Read", ""), new("Sums", "ReadWrite", "") }));
    }

    [TestCase("layout(local_size_x_id = 1) in;", "lanes")]
    [TestCase("layout(local_size_x_id = 0) in;", "subgroup_size")]
    public void A_subgroup_size_is_demanded_of_workgroups_of_a_constants_width(string size, string expected)
    {
        Parsed<KernelModel> parsed = Parse.Kernel($"{size} layout(constant_id = 0) const uint subgroup_size = 8; layout(constant_id = 1) const uint lanes = 8;");

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.SubgroupWorkgroup, Is.EqualTo(expected));
    }

    [TestCase("64", "64")]
    [TestCase("64u", "64")]
    [TestCase("0x40U", "64")]
    [TestCase("0100", "64")]
    [TestCase("4294967295", "4294967295")]
    public void Unsigned_defaults_are_read_in_every_notation(string literal, string expected)
    {
        Parsed<KernelModel> parsed = Parse.Kernel($"layout(constant_id = 0) const uint size = {literal};");

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.Constants[0].Default, Is.EqualTo(expected));
    }

    [TestCase("1.5", "1.5F")]
    [TestCase(".5f", "0.5F")]
    [TestCase("-2.", "-2F")]
    [TestCase("1e+3", "1000F")]
    [TestCase("3", "3F")]
    public void Float_defaults_are_read_in_every_notation(string literal, string expected)
    {
        Parsed<KernelModel> parsed = Parse.Kernel($"layout(constant_id = 0) const float size = {literal};");

        Assert.That(Parse.Problems(parsed), Is.Empty);
        Assert.That(parsed.Model!.Constants[0].Default, Is.EqualTo(expected));
    }
}
