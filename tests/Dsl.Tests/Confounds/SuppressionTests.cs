using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Tests.Confounds;

public sealed class SuppressionTests
{
    private const string OneSeed = "sweep:\n  metric: train_accuracy\n  parameters:\n    batch_size: { values: [8, 16] }";
    private const string Training = "training:\n  loss: softmax_cross_entropy\n  optimizer: adam\n  learning_rate: 0.001\n  budget: { updates: 10 }";

    [Test]
    public void A_warning_with_a_reason_is_silenced() => Assert.That(Found("suppress: [ { rule: SWEEP0603, reason: A first look. } ]"), Is.Empty);

    [Test]
    public void Others_are_not() => Assert.That(Found("").Select(one => one.Id), Is.EqualTo(new[] { "SWEEP0603" }));

    [Test]
    public void An_empty_reason_silences_nothing_and_is_reported()
    {
        IReadOnlyList<Diagnostic> found = Found("suppress: [ { rule: SWEEP0603, reason: \" \" } ]");

        Assert.That(found.Select(one => one.Id), Is.EquivalentTo(new[] { "SWEEP0603", "SWEEP0692" }));
    }

    [TestCase("SWEEP0602", "SWEEP0691", "SWEEP0602 has nothing to suppress in this study")]
    [TestCase("SWEEP0699", "SWEEP0690", "'SWEEP0699' is no rule of a study's method")]
    [TestCase("SWEEP0101", "SWEEP0690", "Errors cannot be suppressed")]
    public void One_that_silences_nothing_is_reported_where_it_stands(string rule, string id, string words)
    {
        Diagnostic found = Found($"suppress: [ {{ rule: SWEEP0603, reason: A look. }}, {{ rule: {rule}, reason: Why not. }} ]").Single();

        Assert.That(found.Id, Is.EqualTo(id));
        Assert.That(found.Message, Does.Contain(words));
        Assert.That(found.Severity, Is.EqualTo(DiagnosticSeverity.Warning));
    }

    [Test]
    public void A_second_one_for_the_same_rule_is_reported() =>
        Assert.That(Found("suppress: [ { rule: SWEEP0603, reason: A. }, { rule: SWEEP0603, reason: B. } ]").Single().Message, Does.Contain("it is suppressed before"));

    [TestCase("suppress: [ { rule: SWEEP0603 } ]")]
    [TestCase("suppress: [ SWEEP0603 ]")]
    [TestCase("suppress: SWEEP0603")]
    public void A_malformed_one_is_an_error(string suppress) => Assert.That(Found(suppress).Select(one => one.Severity), Does.Contain(DiagnosticSeverity.Error));

    private static IReadOnlyList<Diagnostic> Found(string suppress) => Study.Judge(Study.With(Training, OneSeed) + suppress + "\n").Diagnostics;
}
