using MathNet.Numerics.LinearAlgebra;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>A dense layer under the squared error, whose best weights the normal equations give.</summary>
public static class LinearRegression
{
    private const int Inputs = 3;
    private const int Classes = 2;

    public static NetworkDefinition Network { get; } =
        new(new FeatureShape(Inputs, IsFlat: true), [new DenseDefinition(Classes, TestNetworks.Word("identity"), true, Initializer.HeNormal)]);

    public static ReferenceBatch Batch { get; } = TestNetworks.Batch(Network, 12, 4);

    /// <summary>Gives the network's only layer the weights and bias of the least squared error.</summary>
    public static void Solve(ReferenceNetwork network)
    {
        Matrix<double> x = Matrix<double>.Build.Dense(Batch.Count, Inputs + 1, (b, i) => i < Inputs ? Batch.Inputs[(b * Inputs) + i] : 1);
        Matrix<double> t = Matrix<double>.Build.Dense(Batch.Count, Classes, (b, k) => k == Batch.Labels[b] ? 1 : 0);
        Matrix<double> best = (x.Transpose() * x).Solve(x.Transpose() * t);

        ReferenceParameter[] parameters = [.. network.Parameters];
        best.SubMatrix(0, Inputs, 0, Classes).ToRowMajorArray().CopyTo(parameters[0].Values, 0);
        best.Row(Inputs).ToArray().CopyTo(parameters[1].Values, 0);
    }
}
