using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Training;

/// <summary>
/// Draws initial parameters on the host, in double: every device starts from the same bits. A value depends on the seed, the layer, its role and its place in the file,
/// and on nothing else, so equal seeds give equal weights at every point of a sweep.
/// </summary>
public static class InitialWeights
{
    /// <summary>The initial values of a tensor, in the order of its file.</summary>
    public static float[] Draw(ParameterTensor tensor, int seed)
    {
        float[] values = new float[tensor.Layout.Elements];
        if (Constant(tensor) is { } constant)
        {
            Array.Fill(values, constant);
            return values;
        }

        Philox random = new(seed, RandomPurpose.InitialWeights, tensor.Layer);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Draw(tensor, random.Draw((uint)i, (uint)tensor.Role));
        }

        return values;
    }

    // A normalisation starts as one and no more.
    private static float? Constant(ParameterTensor tensor) => tensor.Role switch
    {
        ParameterRole.Scale or ParameterRole.RunningVariance => 1,
        ParameterRole.RunningMean => 0,
        ParameterRole.Bias when tensor.Initializer != Initializer.PyTorch => 0,
        _ => tensor.Initializer == Initializer.Zeros ? 0 : null,
    };

    private static double Draw(ParameterTensor tensor, PhiloxBlock random) => tensor.Initializer switch
    {
        Initializer.HeNormal => random.Normal() * HeDeviation(tensor),
        Initializer.HeUniform => Uniform(random, HeDeviation(tensor)),
        Initializer.GlorotNormal => random.Normal() * GlorotDeviation(tensor),
        Initializer.GlorotUniform => Uniform(random, GlorotDeviation(tensor)),
        Initializer.LecunNormal => random.Normal() * Math.Sqrt(1.0 / tensor.FanIn),
        Initializer.PyTorch => ((2.0 * random.UniformDouble()) - 1.0) * Math.Sqrt(1.0 / tensor.FanIn),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Initializer, "Unknown initializer."),
    };

    private static double HeDeviation(ParameterTensor tensor) => Math.Sqrt(2.0 / tensor.FanIn);

    private static double GlorotDeviation(ParameterTensor tensor) => Math.Sqrt(2.0 / (tensor.FanIn + tensor.FanOut));

    // Uniform within ±a has the variance a²/3.
    private static double Uniform(PhiloxBlock random, double deviation) => ((2.0 * random.UniformDouble()) - 1.0) * Math.Sqrt(3.0) * deviation;
}
