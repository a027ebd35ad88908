using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>How a kernel's text is put together from its file, its includes and its snippets.</summary>
public sealed class ShaderSourceTests
{
    [Test]
    public void A_file_is_included_once_and_positions_are_kept()
    {
        string text = Expand(
            ("k.comp", "#version 450\n#include \"a.glsl\"\n#include \"b.glsl\"\nvoid main() {}\n"),
            ("a.glsl", "int a;\n"),
            ("b.glsl", "#include \"a.glsl\"\nint b;\n"));

        Assert.That(text, Is.EqualTo(
            "#version 450\n#extension GL_GOOGLE_cpp_style_line_directive : require\n#line 2 \"k.comp\"\n"
            + "#line 1 \"a.glsl\"\nint a;\n\n#line 3 \"k.comp\"\n"
            + "#line 1 \"b.glsl\"\n#line 2 \"b.glsl\"\nint b;\n\n#line 4 \"k.comp\"\n"
            + "void main() {}\n\n"));
    }

    [Test]
    public void A_slot_takes_the_snippet_of_the_dispatch()
    {
        string text = Expand([new Snippet("activation", "activations/relu.glsl")], ("k.comp", "#version 450\n#include <activation> // filled\n"), ("activations/relu.glsl", "RELU"));

        Assert.That(text, Does.Contain("#line 1 \"activations/relu.glsl\"\nRELU"));
    }

    [Test]
    public void An_unfilled_slot_is_an_error_that_names_file_line_and_slot()
    {
        Assert.That(() => Expand(("k.comp", "#version 450\n#include <optimizer>\n")),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("k.comp(2)").And.Message.Contains("<optimizer>"));
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error_that_names_it_and_who_includes_it() => Assert.That(
        () => new ShaderSource(path => path == "k.comp" ? "#version 450\n#include \"a.glsl\"\n" : throw new FileNotFoundException()).Expand("k", []),
        Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("shaders/k.comp(2): there is no file shaders/a.glsl to include."));

    private static string Expand(params (string Path, string Text)[] files) => Expand([], files);

    private static string Expand(Snippet[] snippets, params (string Path, string Text)[] files)
    {
        Dictionary<string, string> texts = files.ToDictionary(file => file.Path, file => file.Text);
        return new ShaderSource(path => texts[path]).Expand("k", snippets);
    }
}
