namespace SweepDsl.Dsl.Model;

/// <summary>How initial weights are drawn.</summary>
public enum Initializer
{
    /// <summary><c>he_normal</c>, the default.</summary>
    HeNormal,

    /// <summary><c>he_uniform</c>.</summary>
    HeUniform,

    /// <summary><c>glorot_normal</c>.</summary>
    GlorotNormal,

    /// <summary><c>glorot_uniform</c>.</summary>
    GlorotUniform,

    /// <summary><c>lecun_normal</c>.</summary>
    LecunNormal,

    /// <summary><c>pytorch</c>.</summary>
    PyTorch,

    /// <summary><c>zeros</c>.</summary>
    Zeros,
}
