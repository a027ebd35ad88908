    public override global::SweepDsl.Runtime.Sweeps.SweepDefinition Sweep { get; } = new(
        global::SweepDsl.Runtime.Sweeps.SearchMethod.Grid,
        new("val_accuracy", global::SweepDsl.Runtime.Sweeps.MetricGoal.Maximize),
        Seeds: [0, 1, 2]);

    /// <inheritdoc/>
    public override global::SweepDsl.Runtime.Sweeps.Search.SearchSpace<Parameters> Space { get; } = CreateSpace();

    private static global::SweepDsl.Runtime.Sweeps.Search.SearchSpace<Parameters> CreateSpace()
    {
        string[] optimizerValues = ["sgd", "adam"];
        int[] batchSizeValues = [8, 16];
        double[] drawnValues = [0.1, 0.2];
        double[] classValues = [0.0, 0.1];
        return new(
            [
                new("optimizer", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(optimizerValues.Length)),
                new("batch_size", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(batchSizeValues.Length)),
                new("drawn", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(drawnValues.Length)),
                new("class", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(classValues.Length)),
            ],
            drawn =>
            {
                string optimizer = optimizerValues[(int)drawn[0]];
                int batchSize = batchSizeValues[(int)drawn[1]];
                int size = checked(batchSize * 2);
                bool isLarge = size > 16 || optimizer == "adam";
                double drawnValue = isLarge ? drawnValues[(int)drawn[2]] : 0.0;
                double largeBatch = (drawnValue > 0.0 ? isLarge : optimizer == "sgd") ? 0.05 : 0.0;
                double @class = classValues[(int)drawn[3]];
                return new(optimizer, batchSize, drawnValue, largeBatch, @class);
            });
    }

    /// <summary>The parameters of a point of the sweep.</summary>
    /// <param name="Optimizer">The parameter optimizer.</param>
    /// <param name="BatchSize">The parameter batch_size.</param>
    /// <param name="Drawn">The parameter drawn.</param>
    /// <param name="LargeBatch">The parameter large_batch.</param>
    /// <param name="Class">The parameter class.</param>
    public readonly record struct Parameters(string Optimizer, int BatchSize, double Drawn, double LargeBatch, double Class)
    {
        /// <summary>The parameter size, which follows from the others.</summary>
        public int Size => checked(BatchSize * 2);

        /// <summary>The parameter is_large, which follows from the others.</summary>
        public bool IsLarge => Size > 16 || Optimizer == "adam";
    }

    /// <summary>What came of running the experiment.</summary>
    public static class Results
    {
        /// <summary>Reads the results that 'sweep run' wrote, also while it runs.</summary>
        /// <param name="folder">Where they lie: <c>runs/</c> and the experiment's name.</param>
        /// <exception cref="global::SweepDsl.Runtime.SweepException">There are none, or they are of another experiment or version.</exception>
        public static global::SweepDsl.Runtime.Sweeps.Results.StudyResults<Parameters> Load(string folder) =>
            global::SweepDsl.Runtime.Sweeps.Results.StudyResults<Parameters>.Load(folder, new Conditional(), Read);

        private static Parameters Read(global::SweepDsl.Runtime.Sweeps.Results.StoredParameters stored) => new(
            stored.Word("optimizer"), stored.Integer("batch_size"), stored.Number("drawn"), stored.Number("large_batch"),
            stored.Number("class"));
    }
}
