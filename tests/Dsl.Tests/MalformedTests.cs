using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Tests;

/// <summary>Malformed experiments, each with its one diagnostic, its place (marked by §) and words that its message must say.</summary>
public sealed class MalformedTests
{
    private static readonly string Deep = new string('[', 40) + new string(']', 40);

    private static readonly TestCaseData[] Syntax =
    [
        Case("tab_as_indentation", "SWEEP0001", "name: study\n§\tdataset: glyphs\n", "a tab indents this line"),
        Case("tab_within_a_mapping", "SWEEP0001", "name: study\nmodel:\n§\tlayers:\n\t- dense: 10\n", "a tab indents this line"),
        Case("tab_after_spaces", "SWEEP0001", "description: \"a\n\tb\"\nmodel:\n  a:\t1\n  c:\n  §\t- dense: 10\n", "a tab indents this line"),
        Case("bracket_not_closed", "SWEEP0001", "name: §[study\ndataset: glyphs\n", "brackets"),
        Case("quote_not_closed", "SWEEP0001", "name: §\"study\n", "quotes"),
        Case("expression_in_braces_without_quotes", "SWEEP0001", Study.With(Study.Training("batch_size: 32", "budget: { epochs: $§{ 2 } }")), "between quotes"),
        Case("null_character", "SWEEP0003", "name: st§\0udy\n", "U+0000"),
        Case("escape_character", "SWEEP0003", "name: §\u001bstudy\n", "U+001B"),
        Case("text_direction", "SWEEP0003", "description: ab§\u202Ecd\n", "U+202E"),
        Case("text_direction_by_escape", "SWEEP0003", Study.With("description: §\"a\\u202Eb\""), "U+202E"),
        Case("line_end_that_few_see", "SWEEP0003", "name: study§\u0085dataset: glyphs\n", "U+0085"),
        Case("nested_too_deep", "SWEEP0005", $"name: {Deep.Insert(31, "§")}\n", "deeper than 32"),
        Case("anchor", "SWEEP0006", Study.With("description: §&d text"), "'&d'"),
        Case("alias", "SWEEP0006", "description: §*d\n" + Study.With(), "'*d'"),
        Case("tag", "SWEEP0007", Study.With(Study.Training("learning_rate: §!!float 1e-5", "batch_size: 32")), "1e-5 is a number as it is"),
        Case("two_documents", "SWEEP0008", Study.With() + "§---\nname: other\n", "file of its own"),
        Case("empty_file", "SWEEP0009", "§", "empty"),
        Case("comments_only", "SWEEP0009", "§# nothing\n", "empty"),
        Case("duplicate_key", "SWEEP0010", Study.With("name: study\n§name: again"), "(2,1) and already at (1,1)"),
        Case("duplicate_key_in_other_quotes", "SWEEP0010", Study.With(Study.Training("batch_size: 32", "seed: 1", "§\"seed\": 2")), "'seed'"),
        Case("list_as_key", "SWEEP0011", "? §[a, b]\n: 1\n" + Study.With(), "must be a word"),
    ];

    private static readonly TestCaseData[] Keys =
    [
        Case("unknown_key", "SWEEP0101", Study.With("§descripton: x"), "Did you mean 'description'?"),
        Case("unknown_training_key", "SWEEP0101", Study.With(Study.Training("batch_size: 32", "§learningrate: 2")), "'learning_rate'"),
        Case("unknown_key_lists_all_when_few", "SWEEP0101", Study.With("sweep:\n  §zzz: 1"), "'method', 'metric', 'parameters', 'pairs', 'tune'"),
        Case("unknown_layer", "SWEEP0101", Study.With(Study.Layers("§conv3d: { filters: 1, kernel: 1 }", "dense: 10")), "Did you mean 'conv2d'?"),
        Case("unknown_layer_in_a_block", "SWEEP0101", Study.With(Study.Layers("residual: [ { §conv3d: { filters: 1, kernel: 1 } } ]", "dense: 10")), "Did you mean 'conv2d'?"),
        Case("unknown_key_of_a_block", "SWEEP0101", Study.With(Study.Layers("residual: { layers: [ flatten ], §shortcuts: [] }", "dense: 10")), "Did you mean 'shortcut'?"),
        Case("unknown_layer_key", "SWEEP0101", Study.With(Study.Layers("dense: { units: 10, §activaton: relu }")), "Did you mean 'activation'?"),
        Case("unknown_hyper_parameter", "SWEEP0101", Study.With(Study.Training("optimizer: { adam: { §beta3: 0.9 } }", "batch_size: 32")), "'beta1'"),
        Case("unknown_layer_key_near_two", "SWEEP0101", Study.With(Study.Layers("dense: { units: 10, §unit: 10 }")), "Did you mean 'units'?"),
        Case("unknown_parameter_key", "SWEEP0101", Study.With(Study.Parameters("width: { §vales: [1] }")), "Did you mean 'values'?"),
        Case("missing_batch_size", "SWEEP0102", Study.With(Study.Training()).Replace("training:", "§training:"), "parameter of the sweep"),
        Case("missing_name", "SWEEP0102", "§" + Study.With().Replace("name: study\n", ""), "'name'"),
        Case("missing_units", "SWEEP0102", Study.With(Study.Layers("§dense: { activation: relu }")), "'units'"),
        Case("layer_that_cannot_stand_alone", "SWEEP0102", Study.With(Study.Layers("§conv2d", "dense: 10")), "conv2d: { filters: …, kernel: … }"),
        Case("missing_folder_key", "SWEEP0102", Study.With("§dataset: { name: image_folder, path: a, size: [8, 8], channels: 3 }"), "'classes'"),
        Case("no_budget", "SWEEP0102", Study.With(Study.Training("batch_size: 32").Replace("training:", "§training:").Replace("  budget: { epochs: 1 }\n", "").Replace("\n  budget: { epochs: 1 }", "")), "'budget'", "seconds"),
        Case("empty_budget", "SWEEP0102", Study.With(Study.Training("batch_size: 32", "§budget: {}")), "'epochs', 'updates', 'examples' or 'seconds'"),
        Case("parameter_without_values", "SWEEP0102", Study.With(Study.Parameters("§width: {}")), "'values'"),
        Case("empty_interval", "SWEEP0102", Study.With(Study.Training("batch_size: 32", "evaluate: { §every: {} }")), "'epochs', 'updates' or 'examples'", "how often"),
        Case("two_budgets", "SWEEP0103", Study.With(Study.Training("batch_size: 32", "budget: { epochs: 1, §updates: 2 }")), "both"),
        Case("two_intervals", "SWEEP0103", Study.With(Study.Training("batch_size: 32", "evaluate: { every: { epochs: 1, §examples: 20 } }")), "both 'epochs' and 'examples'", "how often"),
        Case("three_budgets", "SWEEP0103", Study.With(Study.Training("batch_size: 32", "budget: { epochs: 1, §examples: 2, seconds: 3 }")), "'epochs', 'examples', 'seconds'"),
        Case("budget_and_budgets", "SWEEP0103", Study.With(Study.Training("batch_size: 32", "§budgets: [ { epochs: 1 }, { updates: 2 } ]")), "Keep one"),
        Case("folder_key_of_another_set", "SWEEP0103", Study.With("dataset: { name: mnist, §path: a }"), "image_folder"),
        Case("cut_before_moved", "SWEEP0240", Study.With("dataset: { name: glyphs, augment: [ { cutout: 4 }, { §random_crop: 2 } ] }"), "'random_crop' stands behind 'cutout'", "put 'random_crop' before 'cutout'"),
        Case("mixed_before_cut", "SWEEP0240", Study.With("dataset: { name: glyphs, augment: [ { mixup: 0.2 }, { §cutout: 4 } ] }"), "'cutout' stands behind 'mixup'"),
        Case("mixed_by_nothing", "SWEEP0203", Study.With("dataset: { name: glyphs, augment: [ { mixup: §0 } ] }"), "above 0"),
        Case("a_square_of_nothing", "SWEEP0203", Study.With("dataset: { name: glyphs, augment: [ { cutout: §0 } ] }"), "from 1"),
        Case("mixed_twice", "SWEEP0103", Study.With("dataset: { name: glyphs, augment: [ { mixup: 0.2 }, { §mixup: 1 } ] }"), "keep one"),
        Case("augmentation_twice", "SWEEP0103", Study.With("dataset: { name: glyphs, augment: [ { random_crop: 2 }, { horizontal_flip: 0.5 }, { §random_crop: 4 } ] }"), "keep one"),
        Case("value_and_values", "SWEEP0103", Study.With(Study.Parameters("batch_size: { values: [1], value: §2 }"), Study.Training()), "both"),
    ];

    private static readonly TestCaseData[] Values =
    [
        Case("text_for_a_number", "SWEEP0201", Study.With(Study.Training("batch_size: §many")), "a text"),
        Case("number_in_quotes", "SWEEP0201", Study.With(Study.Training("batch_size: §\"32\"")), "Remove the quotes"),
        Case("fraction_for_an_integer", "SWEEP0201", Study.With(Study.Training("batch_size: §1.5")), "not whole"),
        Case("grouped_digits", "SWEEP0201", Study.With("dataset: { name: glyphs, train_examples: §1_000 }"), "write 1000"),
        Case("leading_zero", "SWEEP0201", Study.With(Study.Training("batch_size: §032")), "write 32"),
        Case("word_for_a_truth_value", "SWEEP0201", Study.With(Study.Training("batch_size: 32", "shuffle: §yes")), "true or false"),
        Case("nothing_for_a_number", "SWEEP0201", Study.With(Study.Training("batch_size:§")), "nothing"),
        Case("list_for_a_mapping", "SWEEP0201", Study.With("model: §[dense: 10]"), "a list"),
        Case("layers_of_two_keys", "SWEEP0201", Study.With("model:\n  layers:\n    - §conv2d:\n      filters: 3\n    - dense: 10"), "Indent the keys of 'conv2d' deeper"),
        Case("value_for_a_word_without", "SWEEP0201", Study.With(Study.Layers("flatten: §2", "dense: 10")), "'flatten'"),
        Case("hyper_parameters_in_a_sweep", "SWEEP0201", Study.With(Study.Training("batch_size: 32").Replace("  optimizer: adam\n", ""), Study.Parameters("optimizer: { values: [adam, §sgd: { momentum: 0.9 }] }")), "words alone"),
        Case("unknown_word", "SWEEP0202", Study.With(Study.Layers("dense: { units: 10, activation: §rellu }")), "Did you mean 'relu'?"),
        Case("unknown_dataset", "SWEEP0202", Study.With("dataset: §cifar"), "Did you mean 'cifar10'?"),
        Case("unknown_swept_word", "SWEEP0202", Study.With(Study.Training("batch_size: 32").Replace("  optimizer: adam\n", ""), Study.Parameters("optimizer: { values: [adam, §adm] }")), "Did you mean 'adam'?"),
        Case("zero_batch", "SWEEP0203", Study.With(Study.Training("batch_size: §0")), "from 1 to 2147483647"),
        Case("not_a_number", "SWEEP0203", Study.With(Study.Training("learning_rate: §.nan", "batch_size: 32")), "above 0"),
        Case("infinite", "SWEEP0203", Study.With(Study.Training("learning_rate: §.inf", "batch_size: 32")), "above 0"),
        Case("beyond_double", "SWEEP0203", Study.With(Study.Training("learning_rate: §1e400", "batch_size: 32")), "'1e400'"),
        Case("beyond_32_bits", "SWEEP0203", Study.With(Study.Training("batch_size: §4294967296")), "'4294967296'"),
        Case("negative_rate", "SWEEP0203", Study.With(Study.Training("learning_rate: §-0.1", "batch_size: 32")), "above 0"),
        Case("share_that_is_one_on_the_device", "SWEEP0203", Study.With(Study.Training("optimizer: { sgd: { momentum: §0.99999999 } }", "batch_size: 32")), "32 bits"),
        Case("rate_that_is_zero_on_the_device", "SWEEP0203", Study.With(Study.Training("learning_rate: §1e-50", "batch_size: 32")), "32 bits"),
        Case("dropout_of_all", "SWEEP0203", Study.With(Study.Layers("dropout: §1.0", "dense: 10")), "from 0 to below 1"),
        Case("more_examples_than_there_are", "SWEEP0203", Study.With("dataset: { name: cifar10, train_examples: §50001 }"), "has 50000"),
        Case("validation_of_nothing", "SWEEP0203", Study.With("dataset: { name: glyphs, train_examples: 10, validation_fraction: §0.01 }"), "leaves 0 to validate"),
        Case("two_channels", "SWEEP0203", Study.With("dataset: { name: image_folder, path: a, size: [8, 8], channels: §2, classes: 10 }"), "not 2"),
        Case("no_time", "SWEEP0203", Study.With(Study.Training("batch_size: 32", "budget: { seconds: §0 }")), "above 0"),
        Case("interval_of_seconds", "SWEEP0101", Study.With(Study.Training("batch_size: 32", "evaluate: { every: { §seconds: 1 } }")), "'epochs', 'updates' or 'examples'"),
        Case("more_evaluated_than_trained", "SWEEP0504", Study.With(Study.Training("batch_size: 32", "evaluate: { train_examples: §4001 }")), "from 1 to 4000"),
        Case("folder_above", "SWEEP0204", Study.With("name: §../study"), "holds '/'"),
        Case("device_name", "SWEEP0204", Study.With("name: §con"), "device"),
        Case("name_with_space", "SWEEP0204", Study.With("name: §my study"), "' '"),
        Case("long_name", "SWEEP0204", Study.With($"name: §{new string('a', 65)}"), "65 characters"),
        Case("absolute_path", "SWEEP0205", Study.With(Study.Training("batch_size: 32", "init_from: §/etc/passwd")), "not relative"),
        Case("path_out_of_the_folder", "SWEEP0205", Study.With(Study.Training("batch_size: 32", "init_from: §a/../../b")), "'..'"),
        Case("windows_path", "SWEEP0205", Study.With(Study.Training("batch_size: 32", @"init_from: §\\server\share")), "cannot have everywhere"),
        Case("no_layers", "SWEEP0206", Study.With("model: { layers: §[] }"), "1 to 256"),
        Case("block_without_layers", "SWEEP0206", Study.With(Study.Layers("residual: §[]", "dense: 10")), "1 to 256 layers"),
        Case("one_branch", "SWEEP0206", Study.With(Study.Layers("concat: §[ [ flatten ] ]", "dense: 10")), "2 to 64 branches"),
        Case("one_of_several_budgets", "SWEEP0206", Study.With(Study.Budgets("{ epochs: 1 }").Replace("budgets: [", "budgets: §[")), "2 to 8"),
        Case("three_extents", "SWEEP0206", Study.With(Study.Layers("conv2d: { filters: 2, kernel: §[3, 3, 3] }", "dense: 10")), "3 entries"),
        Case("step_without_period", "SWEEP0102", Study.With(Study.Training("batch_size: 32", "schedule: { §step: { factor: 0.1 } }")), "'every'"),
        Case("step_alone", "SWEEP0102", Study.With(Study.Training("batch_size: 32", "schedule: §step")), "step: { every: …, factor: … }"),
        Case("schedule_of_two_lengths", "SWEEP0103", Study.With(Study.Training("batch_size: 32", "schedule: { cosine: { length: { epochs: 1, §updates: 2 } } }")), "how long the schedule takes"),
        Case("schedule_in_seconds", "SWEEP0101", Study.With(Study.Training("batch_size: 32", "schedule: { cosine: { length: { §seconds: 1 } } }")), "'epochs', 'updates' or 'examples'"),
        Case("period_of_nothing", "SWEEP0102", Study.With(Study.Training("batch_size: 32", "schedule: { step: { §every: {}, factor: 0.1 } }")), "how often the rate falls"),
        Case("warm_up_without_length", "SWEEP0102", Study.With(Study.Training("batch_size: 32", "§warmup: {}")), "how long the learning rate rises"),
        Case("clipped_twice", "SWEEP0103", Study.With(Study.Training("batch_size: 32", "clip_gradient_norm: 1", "§clip_gradient_value: 1")), "Keep one"),
        Case("unknown_schedule", "SWEEP0202", Study.With(Study.Training("batch_size: 32", "schedule: §cosin")), "Did you mean 'cosine'?"),
        Case("schedule_that_grows", "SWEEP0203", Study.With(Study.Training("batch_size: 32", "schedule: { exponential: { every: { epochs: 1 }, factor: §1.5 } }")), "above 0 to 1"),
        Case("average_of_the_first_weights_for_ever", "SWEEP0203", Study.With(Study.Training("batch_size: 32", "ema: §1")), "from 0 to below 1"),
        Case("clipped_to_nothing", "SWEEP0203", Study.With(Study.Training("batch_size: 32", "clip_gradient_norm: §0")), "above 0"),
        Case("schedule_to_the_end_of_seconds", "SWEEP0220", Study.With(Study.Training("batch_size: 32", "§schedule: cosine", "budget: { seconds: 3 }")), "cosine: { length: { epochs: … } }"),
        Case("schedule_to_the_end_of_seconds_among_others", "SWEEP0220", Study.With(Study.Budgets("{ epochs: 1 }, { seconds: 3 }").Replace("budgets", "§schedule: { linear: { initial: 0.5 } }\n  budgets")), "'linear'"),
        Case("schedule_to_the_end_of_seconds_at_one_point", "SWEEP0220", Study.With(Study.Training("batch_size: 32", "budget: { seconds: 3 }"), Study.Parameters("schedule: { values: [constant, one_cycle] }").Replace("schedule:", "§schedule:")), "'one_cycle'"),
        Case("warm_up_for_all_of_training", "SWEEP0221", Study.With(Study.Training("batch_size: 32", "§warmup: { epochs: 2 }", "budget: { epochs: 2 }")), "2 epochs", "would never begin"),
        Case("warm_up_longer_than_training_in_updates", "SWEEP0221", Study.With(Study.Training("§warmup: { epochs: 1 }", "budget: { updates: 100 }"), Study.Parameters("batch_size: { values: [40, 80] }")), "at batch_size=40"),
        Case("very_many_parts", "SWEEP0222", Study.With(Study.Training("§micro_batch: 1"), Study.Parameters("batch_size: { values: [1024, 2048] }")), "2048 parts", "at least 2"),
        Case("batch_beyond_the_epoch", "SWEEP0207", Study.With(Study.Training("batch_size: §4001", "last_batch: drop")), "4000"),
    ];

    private static readonly TestCaseData[] Shapes =
    [
        Case("kernel_larger_than_image", "SWEEP0301", Study.With(Study.Layers("§conv2d: { filters: 2, kernel: 17 }", "dense: 10")), "17x17", "16x16x1", "Layer 0 (conv2d)"),
        Case("pools_beyond_one_pixel", "SWEEP0301", Study.With(Study.Layers("max_pool2d: 4", "max_pool2d: 4", "§avg_pool2d: 2", "dense: 10")), "Layer 2", "2x2", "1x1x1"),
        Case("padding_as_wide_as_the_window", "SWEEP0301", Study.With(Study.Layers("§max_pool2d: { window: 2, padding: 2 }", "dense: 10")), "outside the image"),
        Case("kernel_too_large_at_one_point", "SWEEP0301", Study.With(Study.Layers("§conv2d: { filters: 2, kernel: \"${kernel}\" }", "dense: 10"), Study.Parameters("kernel: { values: [3, 16, 17] }")), "kernel=17"),
        Case("convolution_of_a_vector", "SWEEP0302", Study.With(Study.Layers("dense: 4", "§conv2d: { filters: 2, kernel: 1 }", "dense: 10")), "vector of 4"),
        Case("pool_after_flatten", "SWEEP0302", Study.With(Study.Layers("flatten", "§max_pool2d: 2", "dense: 10")), "256"),
        Case("output_of_eleven", "SWEEP0303", Study.With(Study.Layers("§dense: 11")), "10 classes", "dense: 10"),
        Case("output_is_an_image", "SWEEP0303", Study.With(Study.Layers("§conv2d: { filters: 10, kernel: 3 }")), "14x14x10"),
        Case("window_in_a_block", "SWEEP0301", Study.With(Study.Layers("dropout: 0.1", "residual: { layers: [ flatten, §conv2d: { filters: 2, kernel: 1 } ] }", "dense: 10").Replace("flatten, §conv2d: { filters: 2, kernel: 1 }", "{ max_pool2d: 4 }, { §conv2d: { filters: 2, kernel: 5 } }")), "Layer 1.1 (conv2d)", "4x4x1"),
        Case("vector_on_a_shortcut", "SWEEP0302", Study.With(Study.Layers("residual: { layers: [ flatten ], shortcut: [ flatten, { §conv2d: { filters: 2, kernel: 1 } } ] }", "dense: 10")), "Layer 0.shortcut.1 (conv2d)"),
        Case("vector_in_a_branch", "SWEEP0302", Study.With(Study.Layers("concat: [ [], [ flatten, §global_avg_pool2d ] ]", "dense: 10")), "Layer 0.1.1 (global_avg_pool2d)"),
        Case("block_that_changes_its_input", "SWEEP0305", Study.With(Study.Layers("§residual: [ { conv2d: { filters: 4, kernel: 3, padding: same } } ]", "dense: 10")), "Layer 0 (residual)", "16x16x4", "its input is 16x16x1", "1x1 conv2d"),
        Case("shortcut_that_gives_something_else", "SWEEP0305", Study.With(Study.Layers("§residual: { layers: [ { dense: 8 } ], shortcut: [ { dense: 9 } ] }", "dense: 10")), "give 8", "shortcut gives 9"),
        Case("block_that_fits_at_one_point_only", "SWEEP0305", Study.With(Study.Layers("§residual: [ { conv2d: { filters: \"${filters}\", kernel: 1 } } ]", "dense: 10"), Study.Parameters("filters: { values: [1, 2] }")), "filters=2"),
        Case("branches_of_two_heights", "SWEEP0305", Study.With(Study.Layers("§concat: [ [], [ { max_pool2d: 2 } ] ]", "dense: 10")), "branch 0 that gives 16x16x1", "branch 1 that gives 8x8x1"),
        Case("a_vector_beside_a_flattened_image", "SWEEP0305", Study.With(Study.Layers("§concat: [ [ flatten ], [ dense: 4 ] ]", "dense: 10")), "256 (a flattened image of 16x16x1)", "gives 4"),
        Case("ghost_of_nothing", "SWEEP0203", Study.With(Study.Layers("batch_norm: { ghost: §0 }", "dense: 10")), "an integer from 1 to"),
        Case("momentum_that_forgets_nothing", "SWEEP0203", Study.With(Study.Layers("batch_norm: { momentum: §0 }", "dense: 10")), "above 0"),
        Case("epsilon_of_nothing", "SWEEP0203", Study.With(Study.Layers("batch_norm: { epsilon: §0 }", "dense: 10")), "above 0"),
        Case("key_of_another_library", "SWEEP0101", Study.With(Study.Layers("batch_norm: { §epsilom: 0.001 }", "dense: 10")), "Did you mean 'epsilon'?"),
        Case("group_norm_without_groups", "SWEEP0102", Study.With(Study.Layers("§group_norm", "dense: 10")), "group_norm: …"),
        Case("convolution_groups_that_do_not_divide_channels", "SWEEP0306", Study.With(Study.Layers("conv2d: { filters: 6, kernel: 1 }", "§conv2d: { filters: 8, kernel: 1, groups: 4 }", "dense: 10")), "Layer 1 (conv2d)", "16x16x6"),
        Case("convolution_groups_that_do_not_divide_filters", "SWEEP0306", Study.With(Study.Layers("conv2d: { filters: 6, kernel: 1 }", "§conv2d: { filters: 8, kernel: 1, groups: 3 }", "dense: 10")), "'filters: 8'", "divides 8"),
        Case("depthwise_convolution_of_a_vector", "SWEEP0302", Study.With(Study.Layers("flatten", "§depthwise_conv2d: 3", "dense: 10")), "(depthwise_conv2d)"),
        Case("depthwise_convolution_without_a_kernel", "SWEEP0102", Study.With(Study.Layers("§depthwise_conv2d", "dense: 10")), "kernel: …"),
        Case("groups_that_do_not_divide", "SWEEP0306", Study.With(Study.Layers("conv2d: { filters: 6, kernel: 1 }", "§group_norm: 4", "dense: 10")), "Layer 1 (group_norm)", "16x16x6", "'groups: 4'", "divides 6"),
        Case("groups_that_do_not_divide_at_one_point", "SWEEP0306", Study.With(Study.Layers("dense: 12", "residual: [ { §group_norm: \"${groups}\" } ]", "dense: 10"), Study.Parameters("groups: { values: [3, 5] }")), "Layer 1.0", "groups=5"),
        Case("groups_of_one_value", "SWEEP0307", Study.With(Study.Layers("dense: 8", "§group_norm: 8", "dense: 10")), "single value", "fewer groups"),
        Case("layer_norm_of_one_value", "SWEEP0307", Study.With(Study.Layers("dense: 1", "§layer_norm", "dense: 10")), "single value", "Take it out"),
        Case("batch_norm_of_single_vectors", "SWEEP0307", Study.With(Study.Layers("dense: 8", "§batch_norm", "dense: 10"), Study.Training("batch_size: 1")), "Layer 1 (batch_norm)", "one example of 8", "batch_size is 1", "layer_norm"),
        Case("ghost_of_single_vectors", "SWEEP0307", Study.With(Study.Layers("flatten", "residual: [ { §batch_norm: { ghost: 1 } } ]", "dense: 10")), "Layer 1.0 (batch_norm)", "ghost is 1"),
        Case("batch_norm_of_single_pixels_at_one_point", "SWEEP0307", Study.With(Study.Layers("max_pool2d: 16", "§batch_norm", "dense: 10"), Study.Training(), Study.Parameters("batch_size: { values: [8, 1] }")), "batch_size=1"),
        Case("too_many_parameters", "SWEEP0304", Study.With(Study.Layers("dense: 65536", "§dense: 65536", "dense: 10")), "2^30"),
        Case("more_weights_than_64_bits_count", "SWEEP0304", Study.With(Study.Layers("conv2d: { filters: 1048576, kernel: 16 }", "§conv2d: { filters: 1048576, kernel: 4096, padding: 4096 }", "dense: 10")), "2^30"),
        Case("batch_too_large_together", "SWEEP0304", Study.With(Study.Layers("§dense: 1048576", "dense: 10"), Study.Training("batch_size: 2048")), "batch_size 2048"),
    ];

    private static readonly TestCaseData[] Grid =
    [
        Case("no_values", "SWEEP0401", Study.With(Study.Training(), Study.Parameters("batch_size: { values: §[] }")), "no point"),
        Case("too_many_trials", "SWEEP0402", Study.With(Study.Layers("dropout: ${(a + b) * 1e-9}", "dense: 10"), Study.Parameters($"a: {{ values: [{Range(400)}] }}", $"b: {{ values: [{Range(400)}] }}").Replace("parameters:", "§parameters:")), "160000", "100000"),
        Case("value_listed_twice", "SWEEP0403", Study.With(Study.Training(), Study.Parameters("batch_size: { values: [8, 16, §8] }")), "8"),
        Case("budget_listed_twice", "SWEEP0403", Study.With(Study.Budgets("{ epochs: 1 }, { seconds: 2.5 }, §{ seconds: 2.5 }")), "2.5 seconds"),
        Case("seeds_are_no_word", "SWEEP0202", Study.With("sweep: { seeds: §three }"), "'seeds' does not know 'three'.", "It also takes an integer from 1"),
        Case("seed_listed_twice", "SWEEP0403", Study.With("sweep: { seeds: [1, 2, §1] }"), "seed 1"),
        Case("unused_parameter", "SWEEP0404", Study.With(Study.Parameters("§width: { values: [1, 2] }")), "'width'"),
        Case("misspelt_training_key", "SWEEP0404", Study.With(Study.Parameters("§learning_rat: { value: 1 }")), "Did you mean 'learning_rate'?"),
        Case("key_given_both_ways", "SWEEP0405", Study.With(Study.Training("§batch_size: 32"), Study.Parameters("batch_size: { values: [1, 2] }")), "Delete one"),
        Case("parameter_with_hyphen", "SWEEP0406", Study.With(Study.Parameters("§my-width: { values: [1, 2] }")), "letter"),
        Case("parameter_named_as_function", "SWEEP0406", Study.With(Study.Parameters("§sqrt: { values: [1, 2] }")), "expressions"),
        Case("parameter_named_seed", "SWEEP0406", Study.With(Study.Parameters("§seed: { values: [1, 2] }")), "sweep.seeds"),
        Case("parameter_named_as_member", "SWEEP0406", Study.With(Study.Parameters("§to_string: { values: [1, 2] }")), "ToString"),
        Case("mixed_values", "SWEEP0407", Study.With(Study.Layers("dropout: ${rate}", "dense: 10"), Study.Parameters("rate: { values: [0.1, §none] }")), "a text"),
        Case("validation_metric_without_validation", "SWEEP0408", Study.With("sweep: { metric: §val_loss }"), "validation_fraction"),
    ];

    private static readonly TestCaseData[] Expressions =
    [
        Case("half_an_expression", "SWEEP0501", Study.With(Study.Training("learning_rate: ${0.1 *§}", "batch_size: 32")), "the end of the expression"),
        Case("text_after_the_expression", "SWEEP0501", Study.With(Study.Training("learning_rate: §${0.1} * 2", "batch_size: 32")), "enclose the whole value"),
        Case("assignment", "SWEEP0501", Study.With(Study.Training("shuffle: ${examples §= 3}", "batch_size: 32")), "'='"),
        Case("unknown_identifier", "SWEEP0502", Study.With(Study.Training("learning_rate: ${0.1 * §batchsize}"), Study.Parameters("batch_size: { values: [8, 16] }")), "Did you mean 'batch_size'?"),
        Case("unknown_identifier_in_quotes", "SWEEP0502", Study.With(Study.Training("learning_rate: '${0.1 * §width}'", "batch_size: 32")), "sweep.parameters"),
        Case("unknown_function", "SWEEP0502", Study.With(Study.Training("learning_rate: ${§cos(1)}", "batch_size: 32")), "'sqrt'"),
        Case("later_parameter", "SWEEP0502", Study.With(Study.Training().Replace("  learning_rate: 0.001\n", ""), Study.Parameters("learning_rate: ${0.1 / §batch_size}", "batch_size: { values: [8, 16] }")), "move it up"),
        Case("number_for_an_integer", "SWEEP0503", Study.With(Study.Training("batch_size: §${examples / 10}")), "floor(…)"),
        Case("truth_in_arithmetic", "SWEEP0503", Study.With(Study.Training("learning_rate: ${1 + §(examples > 3)}", "batch_size: 32")), "truth value"),
        Case("text_compared_with_number", "SWEEP0503", Study.With(Study.Training("learning_rate: \"${§mode == 1 ? 0.1 : 0.2}\"", "batch_size: 32"), Study.Parameters("mode: { values: [a, b] }")), "one kind"),
        Case("wrong_number_of_arguments", "SWEEP0503", Study.With(Study.Training("learning_rate: ${§pow(2)}", "batch_size: 32")), "two arguments"),
        Case("expression_below_range_at_a_point", "SWEEP0504", Study.With(Study.Training("learning_rate: §${0.1 - batch_size * 0.01}"), Study.Parameters("batch_size: { values: [8, 16] }")), "batch_size=16"),
        Case("zero_on_the_device_at_a_point", "SWEEP0504", Study.With(Study.Training("learning_rate: §${pow(10, x)}", "batch_size: 32"), Study.Parameters("x: { values: [-3, -60] }")), "x=-60", "32 bits"),
        Case("division_by_zero_at_a_point", "SWEEP0504", Study.With(Study.Training("learning_rate: §${1.0 / x}", "batch_size: 32"), Study.Parameters("x: { values: [1, 0] }")), "x=0", "infinite"),
        Case("overflow_at_a_point", "SWEEP0504", Study.With(Study.Training("batch_size: §${x * x % 7 + 1}"), Study.Parameters("x: { values: [2, 65536] }")), "x=65536", "range of integers"),
        Case("constant_remainder_of_zero", "SWEEP0504", Study.With(Study.Training("batch_size: ${§examples % 0}")), "division by zero"),
        Case("nested_too_deep_in_brackets", "SWEEP0505", Study.With(Study.Training($"learning_rate: ${{{new string('(', 32)}§({new string(')', 40)}}}", "batch_size: 32")), "deeper than 32"),
        Case("expression_for_the_name", "SWEEP0506", Study.With("name: §${x}"), "expressions stand only"),
        Case("expression_for_a_word", "SWEEP0506", Study.With(Study.Layers("dense: { units: 10, activation: \"§${x}\" }").Replace("\"§", "§\"")), "expressions stand only"),
        Case("parameter_for_a_word", "SWEEP0506", Study.With(Study.Layers("dense: { units: 10, activation: §\"${act}\" }"), Study.Parameters("act: { values: [relu, tanh] }")), "Write the value itself"),
        Case("budget_that_differs_by_point", "SWEEP0506", Study.With(Study.Budgets("{ epochs: 1 }, { updates: §\"${examples / 10}\" }")), "expressions stand only"),
        Case("examples_in_a_parameter", "SWEEP0506", Study.With(Study.Training(), Study.Parameters("batch_size: \"${§examples}\"")), "where the parameter is used"),
    ];

    /// <summary>The files' texts, for the fuzz test to start from; of the searches, which take longest to check, every third.</summary>
    internal static IEnumerable<string> Texts => new[] { Syntax, Keys, Values, Shapes, Grid, Expressions, [.. MalformedSearches.Cases.Where((_, i) => i % 3 == 0)] }.SelectMany(cases => cases).Select(data => ((string)data.Arguments[1]!).Replace("§", ""));

    [TestCaseSource(nameof(Syntax))]
    [TestCaseSource(nameof(Keys))]
    [TestCaseSource(nameof(Values))]
    [TestCaseSource(nameof(Shapes))]
    [TestCaseSource(nameof(Grid))]
    [TestCaseSource(nameof(Expressions))]
    [TestCaseSource(typeof(MalformedSearches), nameof(MalformedSearches.Cases))]
    public void A_mistake_is_one_diagnostic_at_its_place(string id, string marked, string[] words)
    {
        Diagnostic diagnostic = Study.Fault(id, marked);

        foreach (string word in words)
        {
            Assert.That(diagnostic.Message, Does.Contain(word));
        }
    }

    [Test]
    public void Every_missing_key_is_named_at_once()
    {
        IEnumerable<string> messages = Study.Parse("name: study\n").Diagnostics.Select(diagnostic => diagnostic.Message);

        Assert.That(messages, Is.EqualTo(new[] { "dataset", "model", "training" }).Using<string, string>((message, key) => message.Contains($"lacks the key '{key}'", StringComparison.Ordinal)));
    }

    [Test]
    public void Every_rule_has_a_malformed_file()
    {
        IEnumerable<string> tested = new[] { Syntax, Keys, Values, Shapes, Grid, Expressions, MalformedSearches.Cases }.SelectMany(cases => cases).Select(data => (string)data.Arguments[0]!);
        string[] elsewhere =
        [
            DiagnosticCatalogue.NotUtf8.Id, DiagnosticCatalogue.FileTooLarge.Id, DiagnosticCatalogue.TooManyProblems.Id, DiagnosticCatalogue.ExponentsDrawn.Id, DiagnosticCatalogue.WholeNumbersDrawn.Id,
        ];

        // Warnings about a study's method have tests of their own.
        Assert.That(
            tested.Concat(elsewhere).Distinct().Order(StringComparer.Ordinal),
            Is.EqualTo(DiagnosticCatalogue.All.Select(rule => rule.Id).Where(id => !id.StartsWith("SWEEP06", StringComparison.Ordinal))));
    }

    private static string Range(int count) => string.Join(", ", Enumerable.Range(1, count));

    private static TestCaseData Case(string name, string id, string marked, params string[] words) => new TestCaseData(id, marked, words).SetArgDisplayNames(name);
}
