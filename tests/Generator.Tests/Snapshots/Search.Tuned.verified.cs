    public override global::SweepDsl.Runtime.Sweeps.SweepDefinition Sweep { get; } = new(
        global::SweepDsl.Runtime.Sweeps.SearchMethod.Grid,
        new("test_accuracy", global::SweepDsl.Runtime.Sweeps.MetricGoal.Maximize),
        Seeds: [0, 1, 2])
    {
        MostSeeds = 30,
        Tune = new("learning_rate", new("val_accuracy", global::SweepDsl.Runtime.Sweeps.MetricGoal.Maximize)) { Least = 1.401298464324817E-45 },
    };

    /// <inheritdoc/>
    public override global::SweepDsl.Runtime.Sweeps.Search.SearchSpace<Parameters> Space { get; } = CreateSpace();

    private static global::SweepDsl.Runtime.Sweeps.Search.SearchSpace<Parameters> CreateSpace()
    {
        int[] batchSizeValues = [8, 16, 32];
        string[] lastBatchValues = ["keep", "drop"];
        double[] rateValues = [0.1, 0.1, 0.2];
        return new(
            [
                new("batch_size,rate", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(batchSizeValues.Length)),
                new("last_batch", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(lastBatchValues.Length)),
                new("learning_rate", new global::SweepDsl.Runtime.Sweeps.Search.SpacedDistribution(Min: 0.0001, Max: 0.1, Count: 4, IsLogarithmic: true)),
            ],
            drawn => new(batchSizeValues[(int)drawn[0]], lastBatchValues[(int)drawn[1]], rateValues[(int)drawn[0]], drawn[2]))
        {
            Order = global::SweepDsl.Runtime.Sweeps.Search.GridOrder.CoarseToFine,
        };
    }

    /// <summary>The parameters of a point of the sweep.</summary>
    /// <param name="BatchSize">The parameter batch_size.</param>
    /// <param name="LastBatch">The parameter last_batch.</param>
    /// <param name="Rate">The parameter rate.</param>
    /// <param name="LearningRate">The parameter learning_rate.</param>
    public readonly record struct Parameters(int BatchSize, string LastBatch, double Rate, double LearningRate);

    /// <summary>What came of running the experiment.</summary>
    public static class Results
    {
        /// <summary>Reads the results that 'sweep run' wrote, also while it runs.</summary>
        /// <param name="folder">Where they lie: <c>runs/</c> and the experiment's name.</param>
        /// <exception cref="global::SweepDsl.Runtime.SweepException">There are none, or they are of another experiment or version.</exception>
        public static global::SweepDsl.Runtime.Sweeps.Results.StudyResults<Parameters> Load(string folder) =>
            global::SweepDsl.Runtime.Sweeps.Results.StudyResults<Parameters>.Load(folder, new Tuned(), Read);

        private static Parameters Read(global::SweepDsl.Runtime.Sweeps.Results.StoredParameters stored) => new(
            stored.Integer("batch_size"), stored.Word("last_batch"), stored.Number("rate"), stored.Number("learning_rate"));
    }
}
