namespace SweepDsl.Generator.Tests.Fixtures;

/// <summary>Experiments that search in all ways there are.</summary>
internal static class Searches
{
    /// <summary>Drawn parameters of every kind, early termination, a target and a goal.</summary>
    public const string Drawn = """
        name: drawn
        dataset: { name: glyphs, validation_fraction: 0.2 }
        model:
          layers:
            - dense: { units: "${net.width}" }
            - dropout: ${dropout / 2}
            - dropout: ${weights * 0.1}
            - dense: 10
        training:
          loss: softmax_cross_entropy
          optimizer: { sgd: { momentum: "${momentum}", nesterov: "${nesterov}", weight_decay: "${decay + noise + shape * 0.001 + small + odds}" } }
          budget: { updates: 100 }
          evaluate: { every: { updates: 10 } }
        sweep:
          method: random
          metric: { name: val_loss, target: 0.1 }
          run_cap: 20
          search_seed: 7
          seeds: 2
          goal: { test_accuracy: 0.9 }
          early_terminate: { type: hyperband, min_iter: 2, eta: 2.5, strict: true }
          parameters:
            batch_size: { distribution: q_log_uniform_values, min: 8, max: 64, q: 8 }
            learning_rate: { distribution: log_uniform_values, min: 1e-4, max: 0.1 }
            net: { parameters: { width: { min: 4, max: 40 } } }
            dropout: { distribution: q_beta, a: 2, b: 4, q: 0.125 }
            weights: { values: [1, 2, 3], probabilities: [0.5, 0.25, 0.25] }
            decay: { distribution: log_normal, mu: -9, sigma: 0.5 }
            noise: { distribution: uniform, min: 0, max: 0.001 }
            shape: { distribution: beta, a: 2, b: 3 }
            small: { distribution: inv_log_uniform_values, min: 1e-6, max: 1e-4 }
            odds: { distribution: q_normal, mu: 10, sigma: 1, q: 0.5 }
            momentum: { distribution: normal, mu: 0.5, sigma: 0.05 }
            nesterov: { values: [true, false], when: "${momentum > 0.45 && weights > 1}", else: false }
        """;

    /// <summary>Parameters that vary together, one that is tuned, and seeds that are added.</summary>
    public const string Tuned = """
        name: tuned
        dataset: { name: glyphs, validation_fraction: 0.2 }
        model: { layers: [ { dropout: "${rate}" }, { dense: 10 } ] }
        training:
          loss: softmax_cross_entropy
          optimizer: sgd
          budget: { updates: 100 }
        sweep:
          method: grid
          order: coarse_to_fine
          metric: test_accuracy
          pairs: [ [ batch_size, rate ] ]
          tune: { learning_rate: { min: 1e-4, max: 0.1, points: 4 } }
          seeds: auto
          parameters:
            batch_size: { values: [8, 16, 32] }
            last_batch: { values: [keep, drop] }
            rate: { values: [0.1, 0.1, 0.2] }
        """;

    /// <summary>Conditions over computed parameters, and names that C# could mistake.</summary>
    public const string Conditional = """
        name: conditional
        dataset: { name: glyphs, validation_fraction: 0.2 }
        model: { layers: [ { dropout: "${drawn + large_batch + class}" }, { dense: 10 } ] }
        training:
          loss: softmax_cross_entropy
          learning_rate: 0.1
          budget: { updates: 100 }
        sweep:
          metric: val_accuracy
          seeds: 3
          parameters:
            optimizer: { values: [sgd, adam] }
            batch_size: { values: [8, 16] }
            size: ${batch_size * 2}
            is_large: ${size > 16 || optimizer == 'adam'}
            drawn: { values: [0.1, 0.2], when: "${is_large}", else: 0.0 }
            large_batch: { value: 0.05, when: "${drawn > 0.0 ? is_large : optimizer == 'sgd'}", else: 0.0 }
            class: { values: [0.0, 0.1] }
        """;

    /// <summary>Conditions alone: nothing varies.</summary>
    public const string Fixed = """
        name: fixed
        dataset: glyphs
        model: { layers: [ { dropout: "${rate}" }, { dense: 10 } ] }
        training: { loss: softmax_cross_entropy, optimizer: sgd, learning_rate: 0.1, batch_size: 32, budget: { epochs: 10 } }
        sweep:
          method: bayes
          early_terminate: { type: hyperband, max_iter: 9, s: 2 }
          parameters:
            k: { value: 1 }
            rate: { value: 0.1, when: "${k == 1}", else: 0.2 }
        """;

    /// <summary>Distributions by exponents, and successive halving.</summary>
    public const string Exponents = """
        name: exponents
        dataset: { name: glyphs, validation_fraction: 0.2 }
        model: { layers: [ { dense: "${width}" }, { dense: "${other}" }, { dense: 10 } ] }
        training: { loss: softmax_cross_entropy, optimizer: { sgd: { weight_decay: "${decay}" } }, batch_size: 32, budget: { epochs: 10 } }
        sweep:
          method: random
          run_cap: 4
          metric: val_accuracy
          seeds: 2
          early_terminate: { type: asha, min_iter: 2, max_iter: 8 }
          parameters:
            learning_rate: { distribution: log_uniform, min: -9, max: -2 }
            width: { distribution: q_log_uniform, min: 2, max: 4, q: 2 }
            decay: { distribution: inv_log_uniform, min: 2, max: 9 }
            other: { distribution: q_log_normal, mu: 3, sigma: 0.25 }
        """;
}
