namespace SweepDsl.Runtime.Network;

/// <summary>How initial weights are drawn; biases start at 0 unless the initializer says otherwise.</summary>
public enum Initializer
{
    /// <summary>Normal with variance 2 / fan-in (He et al. 2015); the default.</summary>
    HeNormal,

    /// <summary>Uniform with the same variance as <see cref="HeNormal"/>.</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform with the same variance as <see cref="GlorotNormal"/>.</summary>
    GlorotUniform,

    /// <summary>Normal with variance 1 / fan-in (LeCun et al. 1998).</summary>
    LecunNormal,

    /// <summary>PyTorch's default: weights and biases uniform within ±1/sqrt(fan-in).</summary>
    PyTorch,

    /// <summary>All zero.</summary>
    Zeros,
}
