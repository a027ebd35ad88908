using System.Text;
using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Tests;

/// <summary>Files as bytes: encodings, sizes and depths.</summary>
public sealed class BytesTests
{
    [Test]
    public void A_byte_order_mark_is_passed_over_and_moves_no_position()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Study.With("nome: x"))];

        ParseResult result = ExperimentParser.Parse("study.yaml", bytes, BuiltInVocabulary.Value);

        Assert.That(result.Diagnostics.Single().ToString(), Does.StartWith("(12,1): error SWEEP0101:"));
    }

    [TestCase(new byte[] { 0xFF, 0xFE, 0x6E, 0x00 }, "(1,1)")]
    [TestCase(new byte[] { 0x6E, 0x3A, 0x0A, 0xC3, 0x28 }, "(2,1)")]
    [TestCase(new byte[] { 0x6E, 0xC3 }, "(1,2)")]
    [TestCase(new byte[] { 0x6E, 0x3A, 0x20, 0xED, 0xA0, 0x80 }, "(1,4)")]
    [TestCase(new byte[] { 0xC0, 0x80 }, "(1,1)")]
    public void Bytes_that_are_not_utf8_are_named_where_they_stand(byte[] bytes, string position)
    {
        Diagnostic diagnostic = ExperimentParser.Parse("study.yaml", bytes, BuiltInVocabulary.Value).Diagnostics.Single();

        Assert.That(diagnostic.Id, Is.EqualTo("SWEEP0002"));
        Assert.That(diagnostic.Span.Start.ToString(), Is.EqualTo(position));
    }

    [Test]
    public void Half_a_surrogate_pair_is_refused_in_text()
    {
        Diagnostic diagnostic = Study.Parse("name: a\uD800b\n").Diagnostics.Single();

        Assert.That(diagnostic.Id, Is.EqualTo("SWEEP0003"));
        Assert.That(diagnostic.Span.Start.ToString(), Is.EqualTo("(1,8)"));
    }

    [Test]
    public void A_file_may_have_a_mebibyte_and_no_byte_more()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Study.With());
        byte[] largest = [.. whole, .. Enumerable.Repeat((byte)'#', (1 << 20) - whole.Length)];

        Assert.That(ExperimentParser.Parse("study.yaml", largest, BuiltInVocabulary.Value).Diagnostics, Is.Empty);
        Assert.That(ExperimentParser.Parse("study.yaml", [.. largest, (byte)'#'], BuiltInVocabulary.Value).Diagnostics.Single().Id, Is.EqualTo("SWEEP0004"));
        Assert.That(Study.Parse(new string('é', (1 << 19) + 1)).Diagnostics.Single().Id, Is.EqualTo("SWEEP0004"));
    }

    [TestCase("[")]
    [TestCase("{a: ")]
    [TestCase("- ")]
    [TestCase("? ")]
    [TestCase("[{a: ")]
    public void Nesting_of_any_depth_is_one_diagnostic_on_a_small_stack(string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 100_000));
        ParseResult? result = null;
        Thread thread = new(() => result = Study.Parse(text), maxStackSize: 256 * 1024);

        thread.Start();
        thread.Join();

        Assert.That(result!.Diagnostics.Single().Id, Is.EqualTo("SWEEP0005"));
    }

    [Test]
    public void Aliases_that_would_multiply_are_refused_without_being_followed()
    {
        string bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [*{(char)('a' + i - 1)}, *{(char)('a' + i - 1)}]\n"));

        ParseResult result = Study.Parse(bomb);

        Assert.That(result.Diagnostics.Count(d => d.Id == "SWEEP0006"), Is.EqualTo(13 + 24));
    }

    [Test]
    public void Problems_beyond_a_hundred_are_summed_up_in_one_line()
    {
        string text = Study.With() + string.Concat(Enumerable.Range(0, 5000).Select(i => $"key{i}: 1\n"));

        ParseResult result = Study.Parse(text);

        Assert.That(result.Diagnostics, Has.Count.EqualTo(101));
        Assert.That(result.Diagnostics[100].Id, Is.EqualTo("SWEEP0012"));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Lines_end_as_on_any_system(string lineEnd)
    {
        string text = Study.With(Study.Training("batch_size: 32", "learning_rate: ${1 + zz}")).Replace("\n", lineEnd);

        Diagnostic diagnostic = Study.Parse(text).Diagnostics.Single();

        Assert.That(diagnostic.Span.Start.ToString(), Is.EqualTo("(9,24)"));
        Assert.That(text.Substring(diagnostic.Span.Start.Offset, diagnostic.Span.End.Offset - diagnostic.Span.Start.Offset), Is.EqualTo("zz"));
    }

    [Test]
    public void Positions_count_from_zero_as_roslyn_does_and_are_shown_from_one()
    {
        Diagnostic diagnostic = Study.Parse(Study.With("nome: x")).Diagnostics.Single();

        Assert.That(diagnostic.Span.Start, Is.EqualTo(new SourcePosition(Study.With().Length, 11, 0)));
        Assert.That(diagnostic.Span.End, Is.EqualTo(new SourcePosition(Study.With().Length + 4, 11, 4)));
        Assert.That(diagnostic.ToString(), Does.StartWith("(12,1): error SWEEP0101: "));
    }

    [Test]
    public void Work_stops_when_it_is_cancelled()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.That(() => ExperimentParser.Parse("study.yaml", Study.With(), BuiltInVocabulary.Value, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
