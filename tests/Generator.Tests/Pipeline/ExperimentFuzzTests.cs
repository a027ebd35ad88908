using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SweepDsl.Generator.Pipeline;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Pipeline;

/// <summary>Damaged YAML: whatever the bytes, the generator ends without exception and says something or makes C#.</summary>
public sealed class ExperimentFuzzTests
{
    private const int Rounds = 400;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", "- ", "\n", "\t", "  ", "&a", "*a", "!!str", "|", ">", "'", "\"", "#", "%YAML", "---", "...", "${", "${1/0}", "${batch_size}", "1e999", "-0",
        "null", "~", "\0", "\u2028", "\u0085", "\uD800", "\uFFFD", "*/", "\"\"\"", "name: x\n", "? ", "<<: ", "values: []", "\uFEFF", "9999999999",
    ];

    [Test]
    public void Damaged_text_never_breaks_the_generator()
    {
        Random random = new(20240608);
        GeneratorSession session = new GeneratorSession(new ExperimentGenerator(), "Experiments")
            .Write("/shaders/activations/relu.glsl", Snippets.Relu)
            .Write("/shaders/activations/identity.glsl", Snippets.Relu)
            .Write("/shaders/optimizers/sgd.glsl", Snippets.Adam);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = Damage(random, Experiments.Plain);
            GeneratorRunResult result = session.Write(new MemoryText("/e/plain.yaml", SourceText.From(bytes, bytes.Length, Encoding.UTF8))).Run();

            Assert.That(result.Exception, Is.Null, () => Encoding.UTF8.GetString(bytes));
            bool isGenerated = result.GeneratedSources.Length == 3;
            bool isRefused = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Assert.That(isGenerated, Is.Not.EqualTo(isRefused), () => Encoding.UTF8.GetString(bytes));
            if (isGenerated && round % 10 == 0)
            {
                Assert.That(GeneratedCode.Compile(result.GeneratedSources.Select(source => source.SourceText.ToString())), Is.Empty);
            }
        }
    }

    private static byte[] Damage(Random random, string text)
    {
        StringBuilder damaged = new(text);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(damaged.Length);
            if (random.Next(2) == 0)
            {
                damaged.Remove(at, Math.Min(random.Next(1, 8), damaged.Length - at));
            }
            else
            {
                damaged.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }
        }

        byte[] bytes = Encoding.UTF8.GetBytes(damaged.ToString());
        if (random.Next(4) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
