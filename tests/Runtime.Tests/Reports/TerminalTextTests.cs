using SweepDsl.Runtime.Reports;

namespace SweepDsl.Runtime.Tests.Reports;

/// <summary>Text of any origin on a terminal.</summary>
public sealed class TerminalTextTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("\e[31mred\e[0m", "[31mred[0m")]
    [TestCase("a\rb\u009b2Jc\u0007", "ab2Jc")]
    [TestCase("\u202Eright to left\u2066", "right to left")]
    [TestCase("two\u2028lines\u2029", "twolines")]
    [TestCase("tab\tstop", "tab stop")]
    [TestCase("größe 学習率", "größe 学習率")]
    public void Nothing_steers_the_terminal(string text, string clean) => Assert.That(TerminalText.Clean(text), Is.EqualTo(clean));

    // Not an argument of a test, which would be written as UTF-8.
    [Test]
    public void Half_a_pair_is_a_mark_of_its_own() => Assert.That(TerminalText.Clean("half \ud800 pair"), Is.EqualTo("half \ufffd pair"));

    [Test]
    public void What_a_terminal_without_Unicode_does_not_show_is_a_question_mark() =>
        Assert.That(TerminalText.Clean("größe 学習率", isUnicode: false), Is.EqualTo("gr??e ???"));

    [TestCase("learning_rate", 13, "learning_rate")]
    [TestCase("learning_rate", 8, "learnin…")]
    [TestCase("学習率", 6, "学習率")]
    [TestCase("学習率", 5, "学習…")]
    [TestCase("学習率", 4, "学…")]
    [TestCase("x", 0, "")]
    public void A_text_is_cut_to_columns_and_not_to_characters(string text, int columns, string cut)
    {
        Assert.That(TerminalText.Cut(text, columns, isUnicode: true), Is.EqualTo(cut));
        Assert.That(TerminalText.Width(cut), Is.LessThanOrEqualTo(columns));
    }

    [Test]
    public void Text_is_brought_to_a_width()
    {
        Assert.That(TerminalText.Left("学", 4), Is.EqualTo("学  "));
        Assert.That(TerminalText.Right("学", 4), Is.EqualTo("  学"));
    }
}
