    public override global::SweepDsl.Runtime.Sweeps.SweepDefinition Sweep { get; } = new(
        global::SweepDsl.Runtime.Sweeps.SearchMethod.Random,
        new("val_loss", global::SweepDsl.Runtime.Sweeps.MetricGoal.Minimize, Target: 0.1),
        Seeds: [0, 1])
    {
        RunCap = 20,
        SearchSeed = 7,
        EarlyTermination = new global::SweepDsl.Runtime.Sweeps.Search.HyperbandTermination(Eta: 2.5) { MinIter = 2, IsStrict = true },
        Goal = new(new("test_accuracy", global::SweepDsl.Runtime.Sweeps.MetricGoal.Maximize), 0.9),
    };

    /// <inheritdoc/>
    public override global::SweepDsl.Runtime.Sweeps.Search.SearchSpace<Parameters> Space { get; } = CreateSpace();

    private static global::SweepDsl.Runtime.Sweeps.Search.SearchSpace<Parameters> CreateSpace()
    {
        int[] weightsValues = [1, 2, 3];
        bool[] nesterovValues = [true, false];
        return new(
            [
                new("batch_size", new global::SweepDsl.Runtime.Sweeps.Search.QuantizedDistribution(new global::SweepDsl.Runtime.Sweeps.Search.LogUniformValuesDistribution(Min: 8.0, Max: 64.0), Quantum: 8.0)),
                new("learning_rate", new global::SweepDsl.Runtime.Sweeps.Search.LogUniformValuesDistribution(Min: 0.0001, Max: 0.1)),
                new("net.width", new global::SweepDsl.Runtime.Sweeps.Search.IntUniformDistribution(Min: 4, Max: 40)),
                new("dropout", new global::SweepDsl.Runtime.Sweeps.Search.QuantizedDistribution(new global::SweepDsl.Runtime.Sweeps.Search.BetaDistribution(A: 2.0, B: 4.0), Quantum: 0.125)),
                new("weights", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(weightsValues.Length, [0.5, 0.25, 0.25])),
                new("decay", new global::SweepDsl.Runtime.Sweeps.Search.LogNormalDistribution(Mu: -9.0, Sigma: 0.5)),
                new("noise", new global::SweepDsl.Runtime.Sweeps.Search.UniformDistribution(Min: 0.0, Max: 0.001)),
                new("shape", new global::SweepDsl.Runtime.Sweeps.Search.BetaDistribution(A: 2.0, B: 3.0)),
                new("small", new global::SweepDsl.Runtime.Sweeps.Search.InvLogUniformValuesDistribution(Min: 1E-06, Max: 0.0001)),
                new("odds", new global::SweepDsl.Runtime.Sweeps.Search.QuantizedDistribution(new global::SweepDsl.Runtime.Sweeps.Search.NormalDistribution(Mu: 10.0, Sigma: 1.0), Quantum: 0.5)),
                new("momentum", new global::SweepDsl.Runtime.Sweeps.Search.NormalDistribution(Mu: 0.5, Sigma: 0.05)),
                new("nesterov", new global::SweepDsl.Runtime.Sweeps.Search.ListedDistribution(nesterovValues.Length)),
            ],
            drawn =>
            {
                int batchSize = (int)drawn[0];
                double learningRate = drawn[1];
                int netWidth = (int)drawn[2];
                double dropout = drawn[3];
                int weights = weightsValues[(int)drawn[4]];
                double decay = drawn[5];
                double noise = drawn[6];
                double shape = drawn[7];
                double small = drawn[8];
                double odds = drawn[9];
                double momentum = drawn[10];
                bool nesterov = momentum > 0.45 && weights > 1 ? nesterovValues[(int)drawn[11]] : false;
                return new(batchSize, learningRate, netWidth, dropout, weights, decay, noise, shape, small, odds, momentum, nesterov);
            });
    }

    /// <summary>The parameters of a point of the sweep.</summary>
    /// <param name="BatchSize">The parameter batch_size.</param>
    /// <param name="LearningRate">The parameter learning_rate.</param>
    /// <param name="NetWidth">The parameter net.width.</param>
    /// <param name="Dropout">The parameter dropout.</param>
    /// <param name="Weights">The parameter weights.</param>
    /// <param name="Decay">The parameter decay.</param>
    /// <param name="Noise">The parameter noise.</param>
    /// <param name="Shape">The parameter shape.</param>
    /// <param name="Small">The parameter small.</param>
    /// <param name="Odds">The parameter odds.</param>
    /// <param name="Momentum">The parameter momentum.</param>
    /// <param name="Nesterov">The parameter nesterov.</param>
    public readonly record struct Parameters(
        int BatchSize, double LearningRate, int NetWidth, double Dropout, int Weights, double Decay, double Noise, double Shape,
        double Small, double Odds, double Momentum, bool Nesterov);

    /// <summary>What came of running the experiment.</summary>
    public static class Results
    {
        /// <summary>Reads the results that 'sweep run' wrote, also while it runs.</summary>
        /// <param name="folder">Where they lie: <c>runs/</c> and the experiment's name.</param>
        /// <exception cref="global::SweepDsl.Runtime.SweepException">There are none, or they are of another experiment or version.</exception>
        public static global::SweepDsl.Runtime.Sweeps.Results.StudyResults<Parameters> Load(string folder) =>
            global::SweepDsl.Runtime.Sweeps.Results.StudyResults<Parameters>.Load(folder, new Drawn(), Read);

        private static Parameters Read(global::SweepDsl.Runtime.Sweeps.Results.StoredParameters stored) => new(
            stored.Integer("batch_size"), stored.Number("learning_rate"), stored.Integer("net.width"), stored.Number("dropout"),
            stored.Integer("weights"), stored.Number("decay"), stored.Number("noise"), stored.Number("shape"),
            stored.Number("small"), stored.Number("odds"), stored.Number("momentum"), stored.Truth("nesterov"));
    }
}
