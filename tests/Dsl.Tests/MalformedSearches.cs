namespace SweepDsl.Dsl.Tests;

/// <summary>Malformed searches, each with its one diagnostic, its place (marked by §) and words that its message must say.</summary>
internal static class MalformedSearches
{
    private const string HeldOut = "dataset: { name: glyphs, validation_fraction: 0.2 }";

    public static TestCaseData[] Cases { get; } =
    [
        // Distributions.
        Drawn("unknown_distribution", "SWEEP0202", "distribution: §uniforn, min: 0.1, max: 0.5", "Did you mean 'uniform'?"),
        Drawn("key_of_another_distribution", "SWEEP0101", "distribution: uniform, min: 0.1, max: 0.5, §mu: 1", "no key 'mu'", "'min', 'max'"),
        Drawn("quantum_without_its_distribution", "SWEEP0101", "min: 0.1, max: 0.5, §q: 0.1", "distribution: q_uniform"),
        Drawn("value_in_a_distribution", "SWEEP0101", "distribution: uniform, min: 0.1, max: 0.5, §values: [1]", "no key 'values'"),
        Case("missing_end", "SWEEP0102", Random("§rate: { min: 0.1 }"), "lacks 'max'"),
        Case("normal_without_its_word", "SWEEP0102", Random("§rate: { mu: 0.1, sigma: 0.01 }"), "distribution: normal"),
        Case("beta_without_its_word", "SWEEP0102", Random("§rate: { a: 2 }"), "distribution: beta"),
        Case("categorical_without_values", "SWEEP0102", Random("§rate: { distribution: categorical }"), "lacks 'values'"),
        Case("constant_without_value", "SWEEP0102", Random("§rate: { distribution: constant }"), "lacks 'value'"),
        Case("weights_without_probabilities", "SWEEP0102", Random("§rate: { distribution: categorical_w_probabilities, values: [0.1, 0.2] }"), "lacks 'probabilities'"),
        Drawn("quantum_of_zero", "SWEEP0203", "distribution: q_uniform, min: 0.1, max: 0.5, q: §0", "above 0"),
        Drawn("sigma_of_zero", "SWEEP0203", "distribution: normal, mu: 0.1, sigma: §0.0", "above 0"),
        Drawn("negative_probability", "SWEEP0203", "values: [0.1, 0.2], probabilities: [1, §-1]", "-1"),
        Drawn("fraction_as_whole_end", "SWEEP0201", "distribution: int_uniform, min: §0.5, max: 2", "not whole"),
        Drawn("expression_as_end", "SWEEP0506", "min: 0.1, max: \u00a7\"${0.5}\"", "expressions stand only"),
        Drawn("ends_the_wrong_way_round", "SWEEP0208", "min: 0.5, max: §0.1", "0.1 is not above 0.5"),
        Drawn("equal_ends", "SWEEP0208", "min: 3, max: §3", "write 'value'"),
        Drawn("logarithm_of_zero", "SWEEP0209", "distribution: log_uniform_values, min: §0, max: 0.5", "above 0"),
        Drawn("logarithm_of_a_negative", "SWEEP0209", "distribution: inv_log_uniform_values, min: §-1.0, max: 0.5", "-1"),
        Drawn("quantized_logarithm_of_a_negative", "SWEEP0209", "distribution: q_log_uniform_values, min: §-1, max: 8", "-1"),
        Drawn("quantum_larger_than_the_range", "SWEEP0210", "distribution: q_uniform, min: 0.1, max: 0.4, q: §1", "smaller q"),
        Drawn("beyond_numbers", "SWEEP0211", "distribution: log_normal, mu: 1, sigma: §1000.0", "beyond what numbers can hold"),
        Drawn("integers_beyond_32_bits", "SWEEP0211", "distribution: q_uniform, min: 0, max: §1e12, q: 10", "32 bits"),
        Case("rate_with_a_negative_tail", "SWEEP0211", Random("learning_rate: { distribution: normal, mu: 0.01, sigma: §0.01 }"), "draws down to -0.0499781", "log_normal"),
        Case("rate_from_zero", "SWEEP0211", Random("learning_rate: { min: §0.0, max: 0.1 }"), "above 0"),
        Case("batch_rounded_to_zero", "SWEEP0211", Random("batch_size: { distribution: q_log_uniform_values, min: §3, max: 64, q: 8 }"), "draws down to 0", "rounded to multiples of q"),
        Case("batch_of_whole_numbers_from_zero", "SWEEP0211", Random("batch_size: { min: §0, max: 64 }"), "from 1 to", "Choose other ends"),
        Case("batch_that_is_not_whole", "SWEEP0201", Random("batch_size: { distribution: §log_uniform_values, min: 8, max: 64 }"), "takes integers", "q_log_uniform_values"),
        Case("batch_with_a_broken_quantum", "SWEEP0201", Random("batch_size: { distribution: §q_uniform, min: 8, max: 64, q: 0.5 }"), "Give it a whole q"),
        Case("optimizer_drawn_from_numbers", "SWEEP0201", Random("optimizer: { distribution: §int_uniform, min: 0, max: 1 }"), "draws numbers"),
        Drawn("too_few_probabilities", "SWEEP0215", "values: [0.1, 0.2], probabilities: §[1]", "2 values and 1 probabilities"),
        Drawn("probabilities_of_zero", "SWEEP0215", "values: [0.1, 0.2], probabilities: §[0, 0]", "sum 0"),
        Case("expression_without_value_at_a_corner", "SWEEP0504", Study.With(Study.Training("batch_size: 32", "learning_rate: §${0.1 - x}"), Sweep("method: random\n  run_cap: 3", "x: { min: 0.01, max: 0.1 }")), "x=0.1"),
        Case("expression_without_value_within", "SWEEP0504", Study.With(Study.Training("batch_size: 32", "learning_rate: \u00a7\"${abs2 > 0.4 && abs2 < 0.6 ? 0.0 : 0.1}\""), Sweep("method: random\n  run_cap: 3", "abs2: { min: 0.0, max: 1.0 }")), "above 0"),
        Case("shape_at_a_corner", "SWEEP0301", Study.With(Study.Layers("§conv2d: { filters: 4, kernel: [ \"${k}\", \"${m}\" ] }", "dense: 10"), Sweep("method: random\n  run_cap: 3", "k: { min: 1, max: 4096 }", "m: { min: 1, max: 4096 }")), "16x16x1", "k=4096"),

        // How a space is searched.
        Case("random_without_an_end", "SWEEP0409", Study.With(Rate, Sweep("§method: random", "learning_rate: { min: 0.01, max: 0.1 }")), "run_cap: 50"),
        Case("bayes_without_an_end", "SWEEP0409", Study.With(Rate, Sweep("§method: bayes", "learning_rate: { min: 0.01, max: 0.1 }")), "bayes search"),
        Case("random_over_a_huge_list", "SWEEP0409", Study.With(Study.Training(), Sweep("§method: random\n  seeds: 3", "batch_size: { min: 1, max: 40000 }")), "so large a space"),
        Case("grid_over_a_range", "SWEEP0413", Study.With(Rate, Sweep("method: grid", "§learning_rate: { min: 0.01, max: 0.1 }")), "method: random", "q_"),
        Case("run_cap_of_zero", "SWEEP0203", Study.With(Sweep("run_cap: §0")), "from 1"),
        Case("too_many_trials_by_run_cap", "SWEEP0402", Study.With(Rate, Sweep("method: random\n  seeds: 3\n  run_cap: §50000", "learning_rate: { min: 0.01, max: 0.1 }")), "150000"),
        Case("too_many_trials_by_added_seeds", "SWEEP0402", Study.With(Study.Training(), Sweep("seeds: auto", "batch_size: { min: 1, max: 5000 }").Replace("parameters:", "§parameters:")), "seeds 30"),
        Case("order_of_a_random_search", "SWEEP0415", Study.With(Rate, Sweep("method: random\n  run_cap: 3\n  §order: shuffled", "learning_rate: { min: 0.01, max: 0.1 }")), "search_seed"),
        Case("unknown_order", "SWEEP0202", Study.With(Sweep("order: §coarse_to_fin")), "Did you mean 'coarse_to_fine'?"),
        Case("unknown_method", "SWEEP0202", Study.With(Sweep("method: §custom")), "'grid', 'random' or 'bayes'"),

        // What W&B has and this has not.
        Case("program", "SWEEP0101", Study.With(Sweep("§program: train.py")), "no program to start"),
        Case("command", "SWEEP0101", Study.With(Sweep("§command: [python, train.py]")), "no command to start"),
        Case("project", "SWEEP0101", Study.With(Sweep("§project: p")), "sweep run --out"),
        Case("wandb_file_at_the_top", "SWEEP0101", Study.With() + "§method: grid\n", "belongs under 'sweep'"),
        Case("entity_at_the_top", "SWEEP0101", Study.With() + "§entity: me\n", "sweep run --out"),
        Case("name_of_the_sweep", "SWEEP0101", Study.With(Sweep("§name: s")), "top of the file"),
        Case("parameter_in_the_singular", "SWEEP0101", Study.With("sweep:\n  §parameter: {}"), "Did you mean 'parameters'?"),
        Case("imputed_metric", "SWEEP0101", Study.With("sweep: { metric: { name: test_loss, §impute: worst } }"), "ranks last"),
        Case("several_metrics", "SWEEP0101", Study.With("sweep: { §metrics: [ { name: test_loss } ] }"), "one metric"),

        // Metrics, targets and goals.
        Case("target_in_percent", "SWEEP0214", Study.With("sweep: { metric: { name: test_accuracy, target: §90 } }"), "Write 0.9 for 90 %."),
        Case("target_of_a_loss_below_zero", "SWEEP0214", Study.With("sweep: { metric: { name: test_loss, target: §-1 } }"), "never below 0"),
        Case("goal_in_percent", "SWEEP0214", Study.With("sweep: { goal: { test_accuracy: §95.5 } }"), "0.955"),
        Case("two_goals", "SWEEP0103", Study.With("sweep: { goal: { test_accuracy: 0.9, §test_loss: 0.1 } }"), "one metric"),
        Case("no_goal", "SWEEP0102", Study.With("sweep: { §goal: {} }"), "test_accuracy: 0.9"),
        Case("goal_not_measured", "SWEEP0408", Study.With("sweep: { goal: { §val_accuracy: 0.9 } }"), "validation_fraction"),
        Case("unknown_goal", "SWEEP0101", Study.With("sweep: { goal: { §accuracy: 0.9 } }"), "'test_accuracy'"),

        // Early termination.
        Case("no_type_of_early_termination", "SWEEP0102", Ended("min_iter: 2"), "'type'"),
        Case("hyperband_without_brackets", "SWEEP0102", Ended("type: hyperband"), "'min_iter', or 'max_iter' with 's'"),
        Case("hyperband_without_s", "SWEEP0102", Ended("type: hyperband, max_iter: 9"), "'s'"),
        Case("hyperband_without_max_iter", "SWEEP0102", Ended("type: hyperband, s: 2"), "'max_iter'"),
        Case("hyperband_both_ways", "SWEEP0103", Ended("type: hyperband, min_iter: 2, §max_iter: 9, s: 1", ""), "keep one"),
        Case("eta_of_one", "SWEEP0203", Ended("type: hyperband, min_iter: 2, eta: §1", ""), "above 1"),
        Case("more_brackets_than_fit", "SWEEP0411", Ended("type: hyperband, max_iter: 9, s: §3", ""), "At most 2 fit"),
        Case("no_bracket_fits", "SWEEP0411", Ended("type: hyperband, max_iter: 2, s: §1", ""), "larger max_iter"),
        Case("bracket_beyond_the_end", "SWEEP0411", Ended("type: hyperband, min_iter: 10"), "have 10 in all"),
        Case("no_rung_fits", "SWEEP0411", Ended("type: asha, min_iter: 4, max_iter: §4", ""), "No rung"),
        Case("asha_without_a_rung", "SWEEP0102", Ended("type: asha"), "'min_iter'"),
        Case("asha_with_a_key_of_hyperband", "SWEEP0103", Ended("type: asha, min_iter: 2, §strict: true", ""), "belongs to hyperband"),

        // Parameters that vary together.
        Case("pair_of_unequal_lengths", "SWEEP0412", Paired("§[batch_size, learning_rate]", "[0.1, 0.2]"), "batch_size 3, learning_rate 2"),
        Case("pair_with_a_repetition", "SWEEP0403", Paired("§[batch_size, learning_rate]", "[0.1, 0.2, 0.1]", "[8, 16, 8]"), "places 1 and 3"),
        Case("pair_with_an_unknown_parameter", "SWEEP0416", Paired("[batch_size, §learning_rat]", "[0.1, 0.2, 0.3]"), "Did you mean 'learning_rate'?"),
        Case("pair_with_a_range", "SWEEP0416", Paired("[batch_size, §learning_rate]", "", drawn: "{ distribution: q_uniform, min: 0.1, max: 0.5, q: 0.1 }"), "List its values"),
        Case("pair_with_a_computed_parameter", "SWEEP0416", Paired("[batch_size, §learning_rate]", "", drawn: "${0.1 / batch_size}"), "computed"),
        Case("parameter_in_two_pairs", "SWEEP0416", Paired("[batch_size, learning_rate], [§batch_size, last_batch]", "[0.1, 0.2, 0.3]").Replace("  parameters:\n", "  parameters:\n    last_batch: { values: [keep, drop, keep] }\n"), "before"),
        Case("pair_of_one", "SWEEP0206", Paired("§[batch_size]", "[0.1, 0.2, 0.3]"), "2 to 32"),

        // Conditions.
        Case("condition_over_an_unknown_parameter", "SWEEP0502", Conditional("\"${§optimiser == 'sgd'}\""), "Did you mean 'optimizer'?"),
        Case("condition_over_a_later_parameter", "SWEEP0502", Conditional("\"${§late == 1}\""), "move it up"),
        Case("condition_over_itself", "SWEEP0410", Conditional("\"${momentum > 0.0}\"").Replace("momentum: {", "§momentum: {"), "'momentum' depends on 'momentum'"),
        Case("circular_conditions", "SWEEP0410", Conditional("\"${late == 1}\"").Replace("momentum: {", "§momentum: {").Replace("values: [1, 2]", "values: [1, 2], when: \"${momentum > 0.0}\""), "'momentum' depends on 'late', which depends on 'momentum'"),
        Case("circular_expressions", "SWEEP0410", Study.With(Study.Layers("dropout: ${a}", "dense: 10"), Study.Parameters("§a: ${b}", "b: ${c}", "c: ${a}")), "'a' depends on 'b', which depends on 'c', which depends on 'a'"),
        Case("condition_that_is_a_number", "SWEEP0503", Conditional("\u00a7\"${late2 + 1}\"").Replace("late2", "optimizer_x"), "truth value"),
        Case("condition_that_is_a_word", "SWEEP0201", Conditional("§sgd"), "takes an expression"),
        Case("condition_that_never_holds", "SWEEP0417", Conditional("\u00a7\"${optimizer == 'lamb'}\""), "never has an effect"),
        Case("else_without_when", "SWEEP0102", Conditional("").Replace(", when:  }", ", §else: 0.0 }"), "no 'when'"),
        Case("else_of_another_kind", "SWEEP0407", Conditional("\"${optimizer == 'sgd'}\", else: §none"), "must be of one kind"),
        Case("drawn_without_else", "SWEEP0102", Random("k: { value: 1 }\n    rate: { min: 0.1, max: 0.5, when: §\"${k == 1}\" }"), "lacks 'else'"),
        Case("condition_of_a_computed_parameter", "SWEEP0103", Random("k: { value: 1 }\n    rate: { value: \"${k / 10}\", when: §\"${k == 1}\" }"), "put the condition into its expression"),

        // Nested parameters.
        Case("nested_with_a_value", "SWEEP0103", Random("rate: { value: 0.1 }\n    net: { parameters: { x: { value: 1 } }, §value: 1 }").Replace("dropout: ${rate}", "dropout: ${rate * net.x}"), "both 'parameters' and 'value'"),
        Case("nested_list", "SWEEP0201", Random("rate: { value: 0.1 }\n    net: { parameters: §[1] }"), "takes names with values"),
        Case("nested_unused", "SWEEP0404", Random("rate: { value: 0.1 }\n    net: { parameters: { §width: { values: [1, 2] } } }"), "'net.width'"),
        Case("nested_and_flat", "SWEEP0406", Random("rate: { value: 0.1 }\n    net: { parameters: { x: { value: 1 } } }\n    §net.x: { value: 2 }").Replace("dropout: ${rate}", "dropout: ${rate * net.x}"), "declared before"),
        Case("nested_like_another_member", "SWEEP0406", Random("rate: { value: 0.1 }\n    net_x: { value: 1 }\n    §net.x: { value: 2 }").Replace("dropout: ${rate}", "dropout: ${rate * net.x * net_x}"), "NetX"),
        Case("nested_hyper_parameter_out_of_range", "SWEEP0504", Nested("§beta1: { values: [0.9, 1.5] }"), "'beta1'", "optimizer.beta1=1.5"),
        Case("nested_hyper_parameter_set_twice", "SWEEP0405", Nested("beta1: { values: [0.9, 0.8] }").Replace("optimizer: adam", "optimizer: { adam: { §beta1: 0.5 } }"), "'optimizer.beta1'"),
        Case("parameter_with_a_hyphen", "SWEEP0406", Random("rate: { value: 0.1 }\n    §my-net.x: { value: 1 }"), "Write 'my_net.x'"),

        // Tuning inside a point.
        Case("tuned_without_held_out_examples", "SWEEP0414", Study.With(Rate, "sweep: { §tune: { learning_rate: { min: 1e-4, max: 1e-1 } } }"), "validation_fraction"),
        Case("two_tuned_parameters", "SWEEP0414", Tuned("learning_rate: { min: 1e-4, max: 1e-1 }, §x: { min: 1, max: 2 }"), "one parameter"),
        Case("tuned_integers", "SWEEP0414", Study.With(HeldOut, Study.Training(), "sweep: { tune: { §batch_size: { min: 8, max: 64 } } }"), "List its values"),
        Case("tuned_and_listed", "SWEEP0414", Study.With(HeldOut, Rate, "sweep: { parameters: { learning_rate: { values: [0.1, 0.2] } }, tune: { §learning_rate: { min: 1e-4, max: 1e-1 } } }"), "Delete one"),
        Case("tuned_by_bayes", "SWEEP0415", Study.With(HeldOut, Rate, "sweep: { method: bayes, run_cap: 4, §tune: { learning_rate: { min: 1e-4, max: 1e-1 } } }"), "search already"),
        Case("tuned_and_ended_early", "SWEEP0415", Study.With(HeldOut, Rate, "sweep: { §early_terminate: { type: hyperband, min_iter: 1 }, tune: { learning_rate: { min: 1e-4, max: 1e-1 } } }"), "Delete one"),
        Case("tuned_from_zero", "SWEEP0209", Tuned("learning_rate: { min: §0.0, max: 1e-1 }"), "scale: linear"),
        Case("tuned_the_wrong_way_round", "SWEEP0208", Tuned("learning_rate: { min: 0.1, max: §0.01 }"), "not above"),
        Case("tuned_out_of_range", "SWEEP0211", Tuned("learning_rate: { min: §-0.1, max: 0.01, scale: linear }"), "above 0"),
        Case("tuned_at_one_point", "SWEEP0203", Tuned("learning_rate: { min: 0.001, max: 0.01, points: §1 }"), "from 2"),
        Case("tuned_without_end", "SWEEP0102", Tuned("§learning_rate: { min: 0.001 }"), "'max'"),
        Case("tuned_list", "SWEEP0201", Study.With(HeldOut, Study.Training("batch_size: 32"), "sweep: { tune: §[learning_rate] }"), "learning_rate: { min"),
        Case("tuned_without_use", "SWEEP0404", Study.With(HeldOut, Study.Training("batch_size: 32"), "sweep: { tune: { §momentum: { min: 0.001, max: 0.01 } } }"), "'momentum'"),
        Case("parameter_that_depends_on_what_is_tuned", "SWEEP0506", Study.With(HeldOut, Rate, Study.Layers("dropout: ${rate}", "dense: 10"), "sweep:\n  parameters:\n    rate: \"${§learning_rate * 2}\"\n  tune: { learning_rate: { min: 1e-4, max: 1e-1 } }"), "searched inside each point"),

        // Seeds that are added.
        Case("unknown_word_for_seeds", "SWEEP0202", Study.With("sweep: { seeds: §many }"), "'auto'"),
        Case("fewer_seeds_at_most_than_at_least", "SWEEP0208", Study.With("sweep: { seeds: { min: 5, max: §4 } }"), "seeds: 5"),
        Case("one_seed_to_begin_with", "SWEEP0203", Study.With("sweep: { seeds: { min: §1, max: 4 } }"), "from 2"),
        Case("added_seeds_beyond_integers", "SWEEP0203", Study.With(Study.Training("batch_size: 32", "seed: 2147483630"), "sweep: { seeds: §auto }"), "30 seeds"),
        Case("added_seeds_of_bayes", "SWEEP0415", Study.With(Rate, Sweep("method: bayes\n  run_cap: 3\n  §seeds: auto", "learning_rate: { min: 0.01, max: 0.1 }")), "seeds: 3"),
    ];

    // Training whose learning rate the sweep sets.
    private static string Rate => Study.Training("batch_size: 32").Replace("  learning_rate: 0.001\n", "").Replace("\n  learning_rate: 0.001", "");

    private static string Sweep(string keys, params string[] parameters) =>
        $"sweep:\n  {keys}\n" + (parameters.Length == 0 ? "" : "  parameters:\n" + string.Join('\n', parameters.Select(parameter => $"    {parameter}")));

    private static TestCaseData Drawn(string name, string id, string keys, params string[] words) => Case(name, id, Random($"rate: {{ {keys} }}"), words);

    // A random search over one parameter, which sets its setting or is a rate of dropout.
    private static string Random(string parameters)
    {
        string name = parameters.Split(':')[0].Trim('§');
        string training = name switch
        {
            "learning_rate" => Rate,
            "batch_size" => Study.Training(),
            "optimizer" => Study.Training("batch_size: 32").Replace("  optimizer: adam\n", ""),
            _ => Study.Training("batch_size: 32"),
        };
        bool isFree = name is not ("learning_rate" or "batch_size" or "optimizer");
        string layers = isFree ? Study.Layers("dropout: ${rate}", "dense: 10") : Study.Layers("dense: 10");
        string text = Study.With(layers, training, Sweep("method: random\n  run_cap: 3", parameters));
        return parameters.Contains("k:", StringComparison.Ordinal) ? text.Replace("dropout: ${rate}", "dropout: ${rate * k / 10}") : text;
    }

    private static string Ended(string keys, string marker = "§") =>
        Study.With(Study.Training("batch_size: 32", "budget: { epochs: 10 }"), $"sweep: {{ {marker}early_terminate: {{ {keys} }} }}");

    private static string Paired(string pairs, string rates, string sizes = "[8, 16, 32]", string? drawn = null) => Study.With(
        Study.Training().Replace("  learning_rate: 0.001\n", ""),
        Sweep($"pairs: [ {pairs} ]", $"batch_size: {{ values: {sizes} }}", $"learning_rate: {drawn ?? $"{{ values: {rates} }}"}"));

    private static string Conditional(string when) => Study.With(
        Study.Layers("dropout: ${momentum / late / 10}", "dropout: ${optimizer_x / 100}", "dense: 10"),
        Study.Training("batch_size: 32").Replace("  optimizer: adam\n", ""),
        Study.Parameters("optimizer: { values: [sgd, adam] }", "optimizer_x: { value: 1 }", $"momentum: {{ values: [0.0, 0.9], when: {when} }}", "late: { values: [1, 2] }"));

    private static string Nested(string parameter) => Study.With(Study.Training("batch_size: 32"), $"sweep:\n  parameters:\n    optimizer:\n      parameters:\n        {parameter}\n");

    private static string Tuned(string tune) => Study.With(HeldOut, Rate, $"sweep: {{ tune: {{ {tune} }} }}");

    private static TestCaseData Case(string name, string id, string marked, params string[] words) => new TestCaseData(id, marked, words).SetArgDisplayNames(name);
}
