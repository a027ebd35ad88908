namespace SweepDsl.Runtime.Vulkan;

/// <summary>The value of one specialization constant.</summary>
/// <param name="Id">Its <c>constant_id</c>.</param>
/// <param name="Bits">Its 32 bits: a float's bits, an integer, 0 or 1 for a bool.</param>
public readonly record struct SpecializationConstant(uint Id, uint Bits);
