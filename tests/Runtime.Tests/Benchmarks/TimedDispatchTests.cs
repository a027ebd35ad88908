using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Tests.Benchmarks;

[TestFixture]
public sealed class TimedDispatchTests
{
    [Test]
    public void Timestamps_stand_between_dispatches()
    {
        ImmutableArray<TimedDispatch> run = TimedPrograms.Run(100, 20, 3);

        Assert.That(run.Select(timed => (timed.Dispatch.Label, timed.Stage, timed.StartNs, timed.EndNs)), Is.EqualTo(new[]
        {
            ("a", 0, 0.0, 100.0), ("b", 0, 100.0, 120.0), ("c", 1, 120.0, 123.0),
        }));
    }

    [Test]
    public void Time_by_kernel_adds_the_median_of_each_of_its_dispatches()
    {
        ImmutableArray<KernelTime> kernels = TimedDispatch.ByKernel([TimedPrograms.Run(10, 200, 90), TimedPrograms.Run(30, 100, 1000), TimedPrograms.Run(20, 300, 80)]);

        Assert.That(kernels.Select(kernel => (kernel.Name, kernel.Dispatches)), Is.EqualTo(new[] { ("activation_forward", 2), ("activation_backward", 1) }));
        Assert.That(kernels.Select(kernel => kernel.Seconds), Is.EqualTo(new[] { 220e-9, 90e-9 }).Within(1e-15));
        Assert.That(kernels.Select(kernel => kernel.Share), Is.EqualTo(new[] { 220.0 / 310, 90.0 / 310 }).Within(1e-12));
    }

    [Test]
    public void Time_by_label_keeps_dispatches_of_one_kernel_apart()
    {
        ImmutableArray<KernelTime> labels = TimedDispatch.ByLabel([TimedPrograms.Run(1, 3, 2)]);

        Assert.That(labels.Select(label => (label.Name, label.Kernel)), Is.EqualTo(new[] { ("b", "activation_forward"), ("c", "activation_backward"), ("a", "activation_forward") }));
    }
}
