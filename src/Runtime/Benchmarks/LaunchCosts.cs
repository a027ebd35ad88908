namespace SweepDsl.Runtime.Benchmarks;

/// <summary>What running costs beside the work: seconds of wall-clock time, medians.</summary>
/// <param name="Dispatch">One more dispatch of one small workgroup in a stage.</param>
/// <param name="Stage">One more stage: a barrier and such a dispatch.</param>
/// <param name="Recording">One more recording of such a dispatch in a submission: what a replayed step costs besides its dispatches.</param>
/// <param name="Submission">A submission of such a dispatch, waited for.</param>
/// <param name="Read">Reading four bytes back.</param>
internal readonly record struct LaunchCosts(double Dispatch, double Stage, double Recording, double Submission, double Read);
