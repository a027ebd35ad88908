using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Kernels;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>Which unit for matrices trainings take.</summary>
/// <param name="deviceIndex">The device.</param>
[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class MatrixUnitChoiceTests(string deviceIndex)
{
    private KernelBench _bench;
    private CooperativeMatrix? _unit;

    [OneTimeSetUp]
    public void Open()
    {
        _bench = new KernelBench(deviceIndex);
        _unit = MatrixUnits.Find(_bench.Library, out _);
    }

    [OneTimeTearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void Another_family_that_is_forced_rules_it_out([Values(KernelFamily.Register, KernelFamily.Tiled)] KernelFamily family)
    {
        MatrixUnitChoice choice = new(family);

        Assert.That(choice.On(_bench.Library), Is.Null);
        Assert.That(choice.TakeRefusal(), Is.Null);
    }

    [Test]
    public void Software_devices_do_without_and_others_take_what_they_have() => Assert.That(
        new MatrixUnitChoice(null).On(_bench.Library), Is.EqualTo(_bench.Traits.Type == GpuDeviceType.Cpu ? null : _unit));

    [Test]
    public void Who_forces_it_gets_it_or_hears_that_there_is_none()
    {
        MatrixUnitChoice choice = new(KernelFamily.Cooperative);
        if (_unit is not null)
        {
            Assert.That(choice.On(_bench.Library), Is.EqualTo(_unit));
            return;
        }

        SweepException? error = Assert.Throws<SweepException>(() => choice.On(_bench.Library));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(error.Message, Does.StartWith("SWEEP_KERNELS is 'cooperative' in the environment.").And.EndsWith("Unset it to let the device decide."));
    }
}
