using System.Text;
using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Models;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Glsl;

/// <summary>Damaged GLSL: whatever the text, the parsers end, and what they yield is C#.</summary>
public sealed class ScannerFuzzTests
{
    private const int Rounds = 3000;

    private static readonly string[] Pieces =
    [
        "layout(", "binding = 0", "constant_id = 1", "push_constant", ")", "(", "{", "}", "[", "]", ";", ",", "=", "buffer", "uniform", "readonly", "in", "const",
        "uint", "float", "x", "0x", "1e", "0.5", "-", "/*", "*/", "//", "\n", "\r", "\\\n", "#include <activation>", "#include \"", "#if", "#endif", "struct Hyper",
        "// = 0.9 in [0, 1)", "@backward_from input", "\0", "\uFEFF", "\u2028", "\uD800", "é", "'", "\"\"\"",
    ];

    [Test]
    public void Damaged_text_never_breaks_the_parsers_and_never_leaves_a_wrapper_that_is_no_csharp()
    {
        Random random = new(20240607);
        List<string> sources = [];
        for (int round = 0; round < Rounds; round++)
        {
            string text = Damage(random, random.Next(3) switch { 0 => Snippets.Kernel, 1 => Snippets.Adam, _ => Snippets.Relu });
            Parsed<KernelModel> kernel = Parse.Kernel(text, $"kernel{round}");
            Parsed<OptimizerModel> optimizer = Parse.Optimizer(text, $"optimizer{round}");
            _ = Parse.Activation(text);
            if (round % 20 == 0)
            {
                sources.Add(KernelEmitter.Emit(kernel.Model!).ToString());
                sources.Add(OptimizerEmitter.Emit(optimizer.Model!).ToString());
            }
        }

        Assert.That(GeneratedCode.Compile(sources), Is.Empty);
    }

    private static string Damage(Random random, string text)
    {
        StringBuilder damaged = new(text);
        for (int i = random.Next(1, 8); i > 0; i--)
        {
            int at = random.Next(damaged.Length);
            switch (random.Next(3))
            {
                case 0:
                    damaged.Remove(at, Math.Min(random.Next(1, 20), damaged.Length - at));
                    break;
                case 1:
                    damaged.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    damaged.Insert(at, text.Substring(random.Next(text.Length / 2), random.Next(text.Length / 2)));
                    break;
            }
        }

        return damaged.ToString();
    }
}
