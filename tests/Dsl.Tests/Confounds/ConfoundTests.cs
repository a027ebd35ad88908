using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Tests.Confounds;

/// <summary>Each rule of a study's method with a study that breaks it, the place marked by §, words that its message must say, and the same study with the remedy that it names.</summary>
public sealed class ConfoundTests
{
    private const string Judged = "sweep:\n  metric: val_accuracy\n  seeds: 3\n  parameters:\n    ";
    private const string HeldOut = "dataset: { name: glyphs, validation_fraction: 0.2 }";

    private static readonly TestCaseData[] Confounds =
    [
        Case(
            "updates_differ",
            "SWEEP0601",
            Study(["batch_size: { values: [8, 64] }"], "§budget: { epochs: 25 }"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 1000 }"),
            "25 epochs at batch sizes 8…64: 10,000 to 1,250 updates, and learning_rate is 0.001 throughout: batch size cannot be told from the number of updates.",
            "'budget: { updates: … }'"),
        Case(
            "updates_differ_at_one_rate_in_a_folder_of_unknown_size",
            "SWEEP0601",
            Folder("§budget: { epochs: 2 }"),
            Folder("budget: { updates: 100 }"),
            "up to 4 times as many updates for the smallest as for the largest"),
        Case(
            "updates_differ_at_every_budget",
            "SWEEP0601",
            Study(["batch_size: { values: [8, 64] }"], "§budgets: [ { epochs: 25 }, { epochs: 5 } ]"),
            Study(["batch_size: { values: [8, 64] }"], "budgets: [ { epochs: 25 }, { updates: 1000 } ]"),
            "'budgets: [ …, { updates: … } ]'"),
        Case(
            "updates_differ_and_the_rate_is_scaled",
            "SWEEP0601",
            Study(["batch_size: { values: [8, 64] }"], "§budget: { epochs: 25 }"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { epochs: 25 }", "learning_rate: ${0.001 * sqrt(batch_size / 8.0)}"),
            "'learning_rate: ${0.001 * sqrt(batch_size / 8.0)}'"),
        Case(
            "updates_differ_under_one_schedule",
            "SWEEP0601",
            Study(["batch_size: { values: [8, 64] }"], "§budget: { epochs: 25 }", "schedule: cosine"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 1000 }", "schedule: cosine", "warmup: { updates: 20 }"),
            "learning_rate, which the schedule takes shares of, is 0.001 throughout"),
        Case(
            "rate_not_retuned",
            "SWEEP0602",
            Study(["batch_size: { values: [8, 128] }"], "budget: { updates: 1000 }", "§learning_rate: 0.001"),
            Study(["batch_size: { values: [8, 128] }", "learning_rate: { values: [0.001, 0.01] }"], "budget: { updates: 1000 }"),
            "learning_rate is 0.001 at batch sizes 8…128, which lie 16 times apart"),
        Case(
            "one_seed",
            "SWEEP0603",
            Study(["width: { values: [4, 8] }"]).Replace("seeds: 3", "§seeds: 1"),
            Study(["width: { values: [4, 8] }"]),
            "2 points with one seed each"),
        Case(
            "one_seed_unsaid",
            "SWEEP0603",
            Study(["width: { values: [4, 8] }"]).Replace("  seeds: 3\n", "").Replace("sweep:", "§sweep:"),
            Study(["width: { values: [4, 8] }"]),
            "2 points with one seed each"),
        Case(
            "chosen_on_the_test_set",
            "SWEEP0604",
            Study(["width: { values: [4, 8] }"]).Replace("metric: val_accuracy", "§metric: test_accuracy"),
            Study(["width: { values: [4, 8] }"]),
            "The best of 2 points is chosen by test_accuracy",
            "Judge by 'val_accuracy'"),
        Case(
            "chosen_on_the_test_set_with_nothing_held_out",
            "SWEEP0604",
            Study(["width: { values: [4, 8] }"]).Replace("metric: val_accuracy", "§metric: test_loss").Replace(HeldOut, "dataset: glyphs"),
            Study(["width: { values: [4, 8] }"]),
            "Hold examples out ('dataset: { validation_fraction: 0.1 }') and judge by 'val_loss'"),
        Case(
            "small_last_batch",
            "SWEEP0605",
            Study(["§batch_size: { values: [400, 1000] }"], "budget: { updates: 100 }"),
            Study(["batch_size: { values: [400, 800] }"], "budget: { updates: 100 }"),
            "At batch size 1000 an epoch of 3,200 examples ends with a batch of 200: one update in 4 is made by 20 % of a batch, whose examples weigh 5 times as much as others."),
        Case(
            "large_part_dropped",
            "SWEEP0605",
            Study(["§batch_size: { values: [400, 2000] }"], "budget: { updates: 100 }", "last_batch: drop"),
            Study(["batch_size: { values: [400, 2000] }"], "budget: { updates: 100 }", "last_batch: keep"),
            "'last_batch: drop' leaves 1,200 of 3,200 examples out of each epoch (37.5 %)"),
        Case(
            "ended_after_unequal_updates",
            "SWEEP0606",
            Ended("", "budget: { updates: 3200 }"),
            Ended("", "budget: { updates: 3200 }", "evaluate: { every: { updates: 100 } }").Replace("§", ""),
            "batch size 8 has made 400 updates and 64 has made 50"),
        Case(
            "ended_after_unequal_updates_by_examples",
            "SWEEP0606",
            Ended("", "budget: { updates: 3200 }", "evaluate: { every: { examples: 64 } }"),
            Ended("", "budget: { updates: 3200 }", "evaluate: { every: { updates: 100 } }").Replace("§", ""),
            "64 has made 1 update:"),
        Case(
            "never_judged",
            "SWEEP0607",
            Ended(", min_iter: 20", "budget: { updates: \"${examples * 4 / batch_size > 300 ? 1600 : 400}\" }", "learning_rate: ${0.01 / batch_size}", "evaluate: { every: { updates: 40 } }"),
            Ended(", min_iter: 5", "budget: { updates: \"${examples * 4 / batch_size > 300 ? 1600 : 400}\" }", "learning_rate: ${0.01 / batch_size}", "evaluate: { every: { updates: 40 } }").Replace("§", ""),
            "after 20 evaluations first: trials of batch size 64 have 10 in all and are never judged, those of 8 have 40"),
        Case(
            "goal_seen_at_the_end",
            "SWEEP0608",
            Goal("budget: { updates: 100 }"),
            Goal("budget: { updates: 100 }", "evaluate: { every: { updates: 10 } }").Replace("§", ""),
            "At batch size 8 training is measured once, at its end after 100 updates: when it reached the goal is not seen."),
        Case(
            "evaluations_differ",
            "SWEEP0610",
            Goal("budget: { updates: 4000 }"),
            Goal("budget: { updates: 4000 }", "evaluate: { every: { updates: 200 } }").Replace("§", ""),
            "The goal is looked for at 80 evaluations with batch size 64 and at 10 with 8",
            "'training: { evaluate: { every: { updates: … } } }'"),
        Case(
            "schedule_ends_apart",
            "SWEEP0611",
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "§schedule: { cosine: { length: { epochs: 10 } } }"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "schedule: { cosine: { length: { updates: 4000 } } }"),
            "'schedule' counts epochs and the budget updates: its length is 12.5 % of training at batch size 64 and 100 % at 8"),
        Case(
            "schedule_ends_apart_with_a_length",
            "SWEEP0611",
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "§schedule: { linear: { length: { epochs: 10 } } }"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "schedule: linear"),
            "or none where it may end with training"),
        Case(
            "schedule_steps_apart",
            "SWEEP0611",
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "§schedule: { step: { every: { examples: 6400 }, factor: 0.5 } }"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "schedule: { step: { every: { updates: 1000 }, factor: 0.5 } }"),
            "'schedule' counts examples and the budget updates: its length is 2.5 % of training at batch size 64 and 20 % at 8"),
        Case(
            "warmup_ends_apart",
            "SWEEP0611",
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "§warmup: { epochs: 1 }"),
            Study(["batch_size: { values: [8, 64] }"], "budget: { updates: 4000 }", "warmup: { updates: 100 }"),
            "'warmup' counts epochs and the budget updates: its length is 1.2 % of training at batch size 64 and 10 % at 8"),
        Case(
            "schedule_ends_apart_at_one_of_several_budgets",
            "SWEEP0611",
            Study(["batch_size: { values: [8, 64] }"], "budgets: [ { epochs: 10 }, { updates: 4000 } ]", "§schedule: { cosine: { length: { epochs: 10 } } }"),
            Study(["batch_size: { values: [8, 64] }"], "budgets: [ { epochs: 10 }, { updates: 4000 } ]", "schedule: cosine"),
            "'schedule' counts epochs and one of the budgets updates: its length is 12.5 % of training at batch size 64 and 100 % at 8 there",
            "each budget then has a training of its own"),
        Case(
            "drawn_batch_sizes_at_one_rate",
            "SWEEP0601",
            Study(["batch_size: { distribution: q_uniform, min: 8, max: 64, q: 8 }"], "§budget: { epochs: 1 }"),
            Study(["batch_size: { distribution: q_uniform, min: 8, max: 64, q: 8 }"], "budget: { updates: 1000 }"),
            "at batch sizes 8…64: 400 to 50 updates"),
        Case(
            "drawn_batch_sizes_without_steps_known",
            "SWEEP0602",
            Study(["batch_size: { min: 8, max: 160 }"], "budget: { updates: 1000 }", "§learning_rate: 0.001").Replace("metric:", "method: random\n  run_cap: 9\n  metric:"),
            Study(["batch_size: { min: 8, max: 60 }"], "budget: { updates: 1000 }", "learning_rate: 0.001").Replace("metric:", "method: random\n  run_cap: 9\n  metric:"),
            "8…160, which lie 20 times apart"),
        Case(
            "chosen_on_the_test_set_unless_tuned",
            "SWEEP0604",
            Study(["width: { values: [4, 8] }"]).Replace("metric: val_accuracy", "§metric: test_accuracy"),
            Study(["width: { values: [4, 8] }"]).Replace("metric: val_accuracy", "metric: test_accuracy\n  tune: { learning_rate: { min: 1e-4, max: 1e-1 } }").Replace("  learning_rate: 0.001\n", ""),
            "The best of 2 points"),
        Case(
            "batch_norm_over_few_examples",
            "SWEEP0609",
            Norm("batch_norm", Study(["width: { values: [4, 8] }"], "§batch_size: 8")),
            Norm("batch_norm", Study(["width: { values: [4, 8] }"], "batch_size: 16")),
            "over 8 examples: under 16 they are mostly noise",
            "group_norm"),
        Case(
            "virtual_batches_of_few_examples",
            "SWEEP0609",
            Norm("residual: [ { batch_norm: { ghost: 4 } } ]", Study(["width: { values: [4, 8] }"], "§batch_size: 64")),
            Norm("residual: [ { batch_norm: { ghost: 32 } } ]", Study(["width: { values: [4, 8] }"], "batch_size: 64")),
            "over 4 examples"),
        Case(
            "batch_norm_across_batch_sizes",
            "SWEEP0609",
            Norm("batch_norm", Study(["§batch_size: { values: [32, 64, 128] }"], "budget: { updates: 1000 }")),
            Norm("batch_norm: { ghost: 32 }", Study(["batch_size: { values: [32, 64, 128] }"], "budget: { updates: 1000 }")),
            "over 32…128 examples at batch sizes 32…128",
            "'batch_norm: { ghost: 32 }'"),
        Case(
            "virtual_batches_larger_than_some_batches",
            "SWEEP0609",
            Norm("batch_norm: { ghost: 32 }", Study(["§batch_size: { values: [8, 64] }"], "budget: { updates: 1000 }")),
            Norm("batch_norm: { ghost: 16 }", Study(["batch_size: { values: [16, 64] }"], "budget: { updates: 1000 }")),
            "over 8…32 examples at batch sizes 8…64",
            "'batch_norm: { ghost: 16 }' and batch sizes from 16 on"),
        Case(
            "batch_norm_across_batch_sizes_in_a_branch",
            "SWEEP0609",
            Norm("concat: [ [], [ batch_norm ] ]", Study(["§batch_size: { values: [32, 64] }"], "budget: { updates: 1000 }")),
            Norm("concat: [ [], [ { batch_norm: { ghost: \"${min(batch_size, 32)}\" } } ] ]", Study(["batch_size: { values: [32, 64] }"], "budget: { updates: 1000 }")),
            "over 32…64 examples"),
    ];

    [TestCaseSource(nameof(Confounds))]
    public void Each_confound_is_reported_where_it_is_made_and_not_when_it_is_mended(string id, string broken, string mended, string[] words)
    {
        int place = broken.IndexOf('§');
        IReadOnlyList<Diagnostic> found = Dsl.Tests.Study.Judge(broken.Remove(place, 1)).Diagnostics;

        Assert.That(found.Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { id }), string.Join('\n', found));
        Assert.That(found[0].Span.Start.Offset, Is.EqualTo(place));
        Assert.That(found[0].Severity, Is.EqualTo(DiagnosticSeverity.Warning));
        foreach (string word in words)
        {
            Assert.That(found[0].Message, Does.Contain(word));
        }

        Assert.That(Dsl.Tests.Study.Judge(mended).Diagnostics, Is.Empty);
    }

    [Test]
    public void A_study_with_a_confound_is_still_a_study() => Assert.That(Dsl.Tests.Study.Judge(Study(["batch_size: { values: [8, 64] }"])).Model, Is.Not.Null);

    [Test]
    public void A_single_point_has_no_confound() => Assert.That(Dsl.Tests.Study.Judge(Dsl.Tests.Study.With()).Diagnostics, Is.Empty);

    [Test]
    public void Updates_that_the_sweep_itself_varies_confound_nothing() =>
        Assert.That(Dsl.Tests.Study.Judge(Study(["epochs: { values: [5, 25] }"], "batch_size: 32", "budget: { epochs: '${epochs}' }").Replace("'", "\"")).Diagnostics, Is.Empty);

    [Test]
    public void A_study_of_virtual_batches_confounds_nothing() => Assert.That(
        Dsl.Tests.Study.Judge(Norm("batch_norm: { ghost: \"${ghost}\" }", Study(["batch_size: { values: [32, 64] }", "ghost: { values: [16, 32] }"], "budget: { updates: 1000 }"))).Diagnostics, Is.Empty);

    [Test]
    public void The_founding_study_breaks_three_rules_at_once() => Assert.That(
        Dsl.Tests.Study.Judge(Study(["batch_size: { values: [8, 2048] }"]).Replace("metric: val_accuracy", "metric: test_accuracy")).Diagnostics.Select(diagnostic => diagnostic.Id),
        Is.EquivalentTo(new[] { "SWEEP0601", "SWEEP0602", "SWEEP0604" }));

    [Test]
    public void Every_rule_has_a_paragraph() => Assert.That(
        DiagnosticCatalogue.All.Where(rule => rule.Id.StartsWith("SWEEP06", StringComparison.Ordinal) && !File.ReadAllText(Path.Combine(RepositoryFiles.Docs, "confounds.md")).Contains($"\n## {(rule.Id.StartsWith("SWEEP069", StringComparison.Ordinal) ? "suppress" : rule.Id)}\n", StringComparison.Ordinal)),
        Is.Empty);

    private static string Study(string[] parameters, params string[] training) => Dsl.Tests.Study.With(
        HeldOut,
        Dsl.Tests.Study.Layers(parameters[0].Contains("width", StringComparison.Ordinal) ? "dense: \"${width}\"" : "flatten", "dense: 10"),
        Dsl.Tests.Study.Training([.. (parameters[0].Contains("batch_size", StringComparison.Ordinal) || training.Any(line => line.StartsWith("batch_size", StringComparison.Ordinal)) ? Array.Empty<string>() : ["batch_size: 32"]), .. training])
            .Replace(training.Any(line => line.Contains("budgets", StringComparison.Ordinal)) ? "  budget: { epochs: 1 }\n" : "\n\n", "")
            .Replace(parameters.Any(parameter => parameter.StartsWith("learning_rate", StringComparison.Ordinal)) ? "  learning_rate: 0.001\n" : "\n\n", ""),
        Judged + string.Join("\n    ", parameters));

    private static string Ended(string keys, params string[] training) => Study(["batch_size: { values: [8, 64] }"], training)
        .Replace("metric:", $"§early_terminate: {{ type: hyperband{(keys.Length == 0 ? ", min_iter: 2" : keys)} }}\n  metric:");

    private static string Goal(params string[] training) => Study(["batch_size: { values: [8, 64] }"], training).Replace("metric:", "§goal: { val_accuracy: 0.9 }\n  metric:");

    private static string Norm(string norm, string study) => study.Replace("    - dense: 10", $"    - {norm}\n    - dense: 10");

    private static string Folder(string budget) => Study(["batch_size: { values: [8, 32] }"], budget)
        .Replace(HeldOut, "dataset: { name: image_folder, path: flowers, size: [8, 8], channels: 3, classes: 10, validation_fraction: 0.2 }");

    private static TestCaseData Case(string name, string id, string broken, string mended, params string[] words) => new TestCaseData(id, broken, mended, words).SetArgDisplayNames(name);
}
