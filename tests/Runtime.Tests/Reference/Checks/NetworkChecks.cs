using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>Makes a network: the reference, or a wrong one.</summary>
public delegate ReferenceNetwork NetworkMaker(NetworkDefinition definition);

/// <summary>What holds of every right network and of its training.</summary>
public static class NetworkChecks
{
    private static readonly SoftmaxCrossEntropyLoss CrossEntropy = new(0);

    public static ImmutableArray<Check<NetworkMaker>> All { get; } =
    [
        new("All gradients of a dense network agree with differences", make => Differences(make, TestNetworks.Dense)),
        new("All gradients of a convolutional network agree with differences", make => Differences(make, TestNetworks.Convolutional)),
        new("All gradients of a globally pooled network agree with differences", make => Differences(make, TestNetworks.Pooled)),
        new("All gradients of a network of blocks agree with differences", make => Differences(make, TestNetworks.Blocks)),
        new("All gradients of a network of grouped convolutions agree with differences", make => Differences(make, TestNetworks.Grouped)),
        new("A group sees its own channels alone", GroupsSeeTheirOwn),
        new("All gradients of a normalised network agree with differences", make => Differences(make, TestNetworks.Normalized, count: 5)),
        new("All gradients of a network normalised by example agree with differences", make => Differences(make, TestNetworks.NormalizedByExample)),
        new("A group norm hands on mean 0 and variance 1 in each group", NormalisesEachGroup),
        new("A batch norm hands on mean 0 and variance 1 whatever comes", NormalisesWhateverComes),
        new("Running statistics come to those of all data", RunningStatisticsConverge),
        new("A zero last layer loses ln K", ZeroLastLayer),
        new("One batch can be learnt by heart", LearntByHeart),
        new("Linear regression stays at the solution of the normal equations", StaysAtSolution),
        new("Linear regression comes to the solution of the normal equations", ComesToSolution),
        new("Learning rate 0 changes no weight", LearningRateZero),
        new("A batch given twice over makes the same update", make => SameUpdate(make, Twice)),
        new("A batch in another order makes the same update", make => SameUpdate(make, Reversed)),
        new("The gradients of two halves average to that of the whole", HalvesAverage),
        new("Hidden units may change places", HiddenUnitsChangePlaces),
        new("Inputs doubled and first weights halved give the same bits", DoubledAndHalved),
        new("Dropout is absent from evaluation", EvaluationIsRepeatable),
    ];

    private static ReferenceNetwork Drawn(NetworkMaker make, NetworkDefinition definition, int seed = 3)
    {
        ReferenceNetwork network = make(definition);
        network.Draw(seed);
        return network;
    }

    private static double[][] Weights(ReferenceNetwork network) => [.. network.Parameters.Select(parameter => parameter.Values.ToArray())];

    private static Comparison Differences(NetworkMaker make, NetworkDefinition definition, int count = 3)
    {
        ReferenceNetwork network = Drawn(make, definition);
        ReferenceParameter[] parameters = [.. network.Parameters];
        ReferenceBatch batch = TestNetworks.Batch(definition, count, 1);

        ReferenceLoss Forward(double[][] at)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                at[i + 1].CopyTo(parameters[i].Values, 0);
            }

            return ReferenceLoss.SoftmaxCrossEntropy(network.Forward(batch with { Inputs = at[0] }), batch.Labels, 0.1);
        }

        double[][] Backward(double[][] at, double[] dy)
        {
            ReferenceLoss loss = Forward(at);
            double[] dx = network.Backward(batch, [.. loss.Gradient.Select(g => g * dy[0])]);
            return [dx, .. parameters.Select(parameter => parameter.Gradient)];
        }

        return GradientCheck.Jacobian(new DifferentiableFunction([batch.Inputs, .. Weights(network)], at => [Forward(at).Mean], Backward));
    }

    private static Comparison NormalisesWhateverComes(NetworkMaker make)
    {
        NetworkDefinition definition = new(new FeatureShape(3, 2, 2), [new BatchNormDefinition(0.1, 0, null, TestNetworks.Word("identity"))]);
        double[] x = [.. Draw.Uniform(1, 7 * 12).Select((value, i) => ((i % 3) - 5) * (value + 10))];

        double[] y = make(definition).Forward(new ReferenceBatch(x, new int[7]));

        double[][] channels = [.. Enumerable.Range(0, 3).Select(c => y.Where((_, i) => i % 3 == c).ToArray())];
        return Equality.Of([.. channels.Select(channel => channel.Average())], new double[3]).Worse(Comparison.Of([.. channels.Select(channel => channel.Average(value => value * value))], [1, 1, 1], [1e-10, 1e-10, 1e-10]));
    }

    // The sum of the channels of each group, by weights of 1.
    private static Comparison GroupsSeeTheirOwn(NetworkMaker make)
    {
        ReferenceNetwork network = make(new NetworkDefinition(
            new FeatureShape(4, 1, 1), [new Conv2dDefinition(2, new Extent(1, 1), new Extent(1, 1), Padding.Valid, TestNetworks.Word("identity"), false, Initializer.Zeros, Groups: 2)]));
        Array.Fill(network.Parameters.Single().Values, 1);

        return Equality.Of(network.Forward(new ReferenceBatch([1, 2, 10, 20], new int[1])), [3, 30]);
    }

    private static Comparison NormalisesEachGroup(NetworkMaker make)
    {
        // Two examples of two pixels of four channels in two groups: groups of four values, each a multiple of 1, 2, 3, 6 plus a constant.
        NetworkDefinition definition = new(new FeatureShape(4, 2, 1), [new GroupNormDefinition(2, 0, TestNetworks.Word("identity"))]);
        double[] x = [1, 2, 10, 20, 3, 6, 30, 60, 6, 3, 11, 12, 2, 1, 13, 16];

        double[] y = make(definition).Forward(new ReferenceBatch(x, new int[2]));

        double[] N(params double[] values) => [.. values.Select(value => (value - 3) / Math.Sqrt(3.5))];
        double[] expected = [.. N(1, 2), .. N(1, 2), .. N(3, 6), .. N(3, 6), .. N(6, 3), .. N(1, 2), .. N(2, 1), .. N(3, 6)];
        return Equality.Of(y, expected);
    }

    // Of one batch again and again: its mean, and its variance with the divisor n - 1.
    private static Comparison RunningStatisticsConverge(NetworkMaker make)
    {
        NetworkDefinition definition = new(new FeatureShape(2, 1, 1), [new BatchNormDefinition(0.1, 0, null, TestNetworks.Word("identity"))]);
        ReferenceNetwork network = make(definition);
        ReferenceBatch batch = new([1, 10, 2, 30, 6, 20], new int[3]);
        double[] first = [];
        for (int i = 0; i < 400; i++)
        {
            network.Forward(batch with { Epoch = 0 });
            first = i == 0 ? [.. network.RunningStatistics.SelectMany(statistic => statistic.Values)] : first;
        }

        double[] evaluated = network.Forward(batch with { IsTraining = false });
        return Equality.Of(first, [0.3, 2, 0.9 + 0.7, 0.9 + 10])
            .Worse(Comparison.Of([.. network.RunningStatistics.SelectMany(statistic => statistic.Values)], [3, 20, 7, 100], [1e-9, 1e-9, 1e-9, 1e-9]))
            .Worse(Comparison.Of(evaluated, [-2 / Math.Sqrt(7), -1, -1 / Math.Sqrt(7), 1, 3 / Math.Sqrt(7), 0], [1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9]));
    }

    private static Comparison ZeroLastLayer(NetworkMaker make)
    {
        ReferenceNetwork network = Drawn(make, TestNetworks.Convolutional);
        Array.Clear(network.Parameters.ToArray()[^1].Values);
        Array.Clear(network.Parameters.ToArray()[^2].Values);
        ReferenceBatch batch = TestNetworks.Batch(TestNetworks.Convolutional, 5, 1);

        return Equality.Of(ReferenceLoss.Of(CrossEntropy, network.Forward(batch), batch.Labels).Mean, Math.Log(4));
    }

    private static Comparison LearntByHeart(NetworkMaker make)
    {
        ReferenceNetwork network = Drawn(make, TestNetworks.Convolutional);
        ReferenceTrainer trainer = new(network, CrossEntropy, new ReferenceAdam(0.9, 0.999, 1e-8, 0, IsDecoupled: false), 0.02);
        ReferenceBatch batch = TestNetworks.Batch(TestNetworks.Convolutional, 6, 1);
        double loss = double.NaN;
        for (int i = 0; i < 120; i++)
        {
            loss = trainer.Step(batch);
        }

        return Comparison.Of([loss], [0], [1e-3]);
    }

    private static Comparison StaysAtSolution(NetworkMaker make)
    {
        ReferenceNetwork network = make(LinearRegression.Network);
        LinearRegression.Solve(network);
        double[][] solution = Weights(network);

        new ReferenceTrainer(network, new MeanSquaredErrorLoss(), new ReferenceSgd(), 1).Step(LinearRegression.Batch);
        return Same(network, solution);
    }

    private static Comparison ComesToSolution(NetworkMaker make)
    {
        ReferenceNetwork network = make(LinearRegression.Network);
        LinearRegression.Solve(network);
        double[][] solution = Weights(network);
        network.Draw(8);

        ReferenceTrainer trainer = new(network, new MeanSquaredErrorLoss(), new ReferenceSgd(0.8), 0.3);
        for (int i = 0; i < 500; i++)
        {
            trainer.Step(LinearRegression.Batch);
        }

        return Same(network, solution);
    }

    private static Comparison LearningRateZero(NetworkMaker make)
    {
        ReferenceNetwork network = Drawn(make, TestNetworks.Dense);
        double[][] before = Weights(network);
        ReferenceTrainer trainer = new(network, CrossEntropy, new ReferenceSgd(0.9, WeightDecay: 0.1), 0);
        trainer.Step(TestNetworks.Batch(TestNetworks.Dense, 4, 1));

        return Same(network, before);
    }

    private static Comparison SameUpdate(NetworkMaker make, Func<ReferenceBatch, ReferenceBatch> change)
    {
        double[][] Updated(ReferenceBatch batch)
        {
            ReferenceNetwork network = Drawn(make, TestNetworks.Dense);
            new ReferenceTrainer(network, CrossEntropy, new ReferenceSgd(), 0.5).Step(batch);
            return Weights(network);
        }

        ReferenceBatch batch = TestNetworks.Batch(TestNetworks.Dense, 4, 1);
        return Equality.Of(Flat(Updated(change(batch))), Flat(Updated(batch)));
    }

    private static ReferenceBatch Twice(ReferenceBatch batch) => batch with
    {
        Inputs = [.. batch.Inputs, .. batch.Inputs],
        Labels = [.. batch.Labels, .. batch.Labels],
        Examples = [.. batch.Examples, .. batch.Examples],
    };

    private static ReferenceBatch Reversed(ReferenceBatch batch) => batch with
    {
        Inputs = [.. batch.Inputs.Chunk(batch.Inputs.Length / batch.Count).Reverse().SelectMany(x => x)],
        Labels = [.. batch.Labels.Reverse()],
        Examples = [.. batch.Examples.Reverse()],
    };

    private static Comparison HalvesAverage(NetworkMaker make)
    {
        double[] Gradient(ReferenceBatch batch)
        {
            ReferenceNetwork network = Drawn(make, TestNetworks.Dense);
            network.Backward(batch, ReferenceLoss.Of(CrossEntropy, network.Forward(batch), batch.Labels).Gradient);
            return Flat(network.Parameters.Select(parameter => parameter.Gradient));
        }

        ReferenceBatch Half(ReferenceBatch batch, int half) => batch with
        {
            Inputs = [.. batch.Inputs.Chunk(batch.Inputs.Length / 2).ElementAt(half)],
            Labels = [.. batch.Labels.Chunk(2).ElementAt(half)],
            Examples = [.. batch.Examples.Chunk(2).ElementAt(half)],
        };

        ReferenceBatch whole = TestNetworks.Batch(TestNetworks.Dense, 4, 1);
        return Equality.Of([.. Gradient(Half(whole, 0)).Zip(Gradient(Half(whole, 1)), (a, b) => (a + b) / 2)], Gradient(whole));
    }

    private static Comparison HiddenUnitsChangePlaces(NetworkMaker make)
    {
        ReferenceNetwork network = Drawn(make, TestNetworks.Pooled);
        ReferenceBatch batch = TestNetworks.Batch(TestNetworks.Pooled, 3, 1);
        double[] before = network.Forward(batch);

        // The six channels of the convolution (innermost in its weight and its bias) and the six rows of the dense weight [6, 3].
        ReferenceParameter[] parameters = [.. network.Parameters];
        foreach (int i in (int[])[0, 1])
        {
            parameters[i].Values.Chunk(6).SelectMany(channels => channels.Reverse()).ToArray().CopyTo(parameters[i].Values, 0);
        }

        parameters[2].Values.Chunk(3).Reverse().SelectMany(row => row).ToArray().CopyTo(parameters[2].Values, 0);
        return Equality.Of(network.Forward(batch), before);
    }

    private static Comparison DoubledAndHalved(NetworkMaker make)
    {
        ReferenceNetwork network = Drawn(make, TestNetworks.Convolutional);
        ReferenceBatch batch = TestNetworks.Batch(TestNetworks.Convolutional, 2, 1);
        double[] before = network.Forward(batch);

        double[] weight = network.Parameters.First().Values;
        weight.Select(w => w / 8).ToArray().CopyTo(weight, 0);
        double[] after = network.Forward(batch with { Inputs = [.. batch.Inputs.Select(x => 8 * x)] });
        return Comparison.Of(after, before, new double[before.Length]);
    }

    private static Comparison EvaluationIsRepeatable(NetworkMaker make)
    {
        ReferenceNetwork network = Drawn(make, TestNetworks.Dense);
        ReferenceBatch batch = TestNetworks.Batch(TestNetworks.Dense, 4, 1) with { IsTraining = false };
        double[] first = network.Forward(batch);

        return Equality.Of(network.Forward(batch with { Epoch = 9, Examples = [7, 8, 9, 10] }), first);
    }

    private static Comparison Same(ReferenceNetwork network, double[][] expected) =>
        Comparison.Of(Flat(Weights(network)), Flat(expected), [.. Flat(expected).Select(_ => 1e-10)]);

    private static double[] Flat(IEnumerable<double[]> arrays) => [.. arrays.SelectMany(array => array)];
}
