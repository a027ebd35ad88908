using System.Text;
using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Tests;

/// <summary>Damaged experiments never make the parser throw or hang, and what it says stays within the text.</summary>
public sealed class FuzzTests
{
    // About ten seconds for each seed on one core; counted in rounds, so that a failure comes again.
    private const int Rounds = 200_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Damaged_experiments_are_answered_with_diagnostics(int seed)
    {
        string[] corpus = [.. RepositoryFiles.Examples.Select(File.ReadAllText), .. MalformedTests.Texts];
        TextMutator mutator = new(seed, corpus);
        byte[] current = [];
        Exception? failure = null;
        Thread worker = new(() =>
        {
            try
            {
                for (int round = 0; round < Rounds; round++)
                {
                    current = mutator.Next();
                    Check(current);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        {
            IsBackground = true,
        };

        worker.Start();
        bool hasEnded = worker.Join(Patience);

        string input = $"seed {seed}, input (base64): {Convert.ToBase64String(current)}";
        Assert.That(hasEnded, $"It hangs: {input}");
        Assert.That(failure, Is.Null, input);
    }

    private static void Check(byte[] bytes)
    {
        ParseResult result = ExperimentParser.Parse("fuzz.yaml", bytes, BuiltInVocabulary.Value);
        ParseResult again = ExperimentParser.Parse("fuzz.yaml", bytes, BuiltInVocabulary.Value);
        int length = Encoding.UTF8.GetString(bytes).Length;
        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Expect(result == again, "Two readings differ.");
        Expect(hasErrors == result.Model is null, "A model without errors, or none without an error.");
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            Expect(diagnostic.Message.Length > 0, "A message is empty.");
            Expect(diagnostic.Span.Start.Offset >= 0 && diagnostic.Span.End.Offset <= length, "A span leaves the text.");
            Expect(diagnostic.Span.Start.Offset <= diagnostic.Span.End.Offset, "A span ends before it begins.");
            Expect(diagnostic.Span.Start is { Line: >= 0, Column: >= 0 }, "A position is negative.");
        }
    }

    private static void Expect(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }
}
