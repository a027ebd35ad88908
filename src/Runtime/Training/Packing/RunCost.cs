namespace SweepDsl.Runtime.Training.Packing;

/// <summary>What is known of the cost of a program's run before it was timed.</summary>
/// <param name="Kind">Equal for programs that cost the same.</param>
/// <param name="MultiplyAdds">About what it costs, in multiply-adds; positive.</param>
internal readonly record struct RunCost(int Kind, double MultiplyAdds);
