using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

public sealed class DeviceSelectionTests
{
    private static readonly GpuDeviceInfo[] Machine =
    [
        FakeDevices.Device(0, "llvmpipe (LLVM 15.0.6, 256 bits)", GpuDeviceType.Cpu),
        FakeDevices.Device(1, "Intel(R) Graphics (ADL-P)", GpuDeviceType.Integrated),
        FakeDevices.Device(2, "NVIDIA A100 80GB", GpuDeviceType.Discrete, uuid: "00112233445566778899aabbccddeeff"),
        FakeDevices.Device(3, "NVIDIA A100 80GB", GpuDeviceType.Discrete, uuid: "ff112233445566778899aabbccddeeff"),
        FakeDevices.Device(4, "Old Card", GpuDeviceType.Discrete, problem: "it offers Vulkan 1.0; 1.2 or newer is needed."),
    ];

    [Test]
    public void The_first_usable_discrete_device_is_the_default() => Assert.That(DeviceSelection.Choose(Machine, null).Index, Is.EqualTo(2));

    [Test]
    public void Without_a_graphics_card_the_integrated_device_is_preferred_to_the_processor() =>
        Assert.That(DeviceSelection.Choose([Machine[0], Machine[1], Machine[4]], null).Index, Is.EqualTo(1));

    [TestCase("3", 3)]
    [TestCase(" 0 ", 0)]
    [TestCase("LLVM", 0)]
    [TestCase("intel(r)", 1)]
    [TestCase("ff112233-4455-6677-8899-AABBCCDDEEFF", 3)]
    public void A_device_is_found_by_index_part_of_its_name_or_uuid(string request, int expected) =>
        Assert.That(DeviceSelection.Choose(Machine, request).Index, Is.EqualTo(expected));

    [Test]
    public void A_uuid_of_decimal_digits_is_no_index()
    {
        GpuDeviceInfo[] machine = [Machine[0], FakeDevices.Device(1, "Zero", GpuDeviceType.Cpu, uuid: new string('0', 32))];

        Assert.That(DeviceSelection.Choose(machine, new string('0', 32)).Index, Is.EqualTo(1));
    }

    [TestCase("7", "There is no device 7. Present: 0 'llvmpipe")]
    [TestCase("-1", "No device has '-1' in its name.")]
    [TestCase("", "No device has '' in its name.")]
    [TestCase("radeon", "No device has 'radeon' in its name. Present: 0 'llvmpipe (LLVM 15.0.6, 256 bits)', 1 'Intel(R) Graphics (ADL-P)',")]
    [TestCase("a100", "'a100' fits 2 devices: 2 'NVIDIA A100 80GB', 3 'NVIDIA A100 80GB'.")]
    [TestCase("old", "The device 4 'Old Card' cannot be used: it offers Vulkan 1.0; 1.2 or newer is needed.")]
    public void A_request_that_names_no_usable_device_is_answered_with_what_there_is(string request, string message)
    {
        SweepException? error = Assert.Throws<SweepException>(() => DeviceSelection.Choose(Machine, request));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.NoDevice));
        Assert.That(error.Message, Does.StartWith(message));
    }

    [Test]
    public void A_machine_without_devices_points_to_the_doctor() =>
        Assert.That(() => DeviceSelection.Choose([], null), Throws.TypeOf<SweepException>().With.Message.Contains("sweep doctor"));
}
