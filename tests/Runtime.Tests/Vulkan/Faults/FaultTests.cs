using Silk.NET.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan.Faults;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class FaultTests(string deviceIndex)
{
    private uint[] _spirv = [];
    private uint[] _texelSpirv = [];

    [OneTimeSetUp]
    public void Compile() => (_spirv, _texelSpirv) = (TestShaders.Compile(TestShaders.Scale), TestShaders.Compile(TestShaders.Unpack));

    [Test]
    public void A_use_of_the_device_from_opening_to_closing_leaves_no_handle_behind()
    {
        FaultyVulkan vulkan = new();

        Train(vulkan);

        Assert.That(vulkan.CallCount, Is.GreaterThan(20));
        Assert.That(vulkan.LiveHandles, Is.Empty);
    }

    [TestCase(nameof(Result.ErrorOutOfHostMemory))]
    [TestCase(nameof(Result.ErrorOutOfDeviceMemory))]
    [TestCase(nameof(Result.ErrorDeviceLost))]
    public void Whichever_call_fails_it_is_named_and_no_handle_is_left_behind(string result)
    {
        Result fault = Enum.Parse<Result>(result);
        FaultyVulkan undisturbed = new();
        Train(undisturbed);

        for (int failing = 1; failing <= undisturbed.CallCount; failing++)
        {
            string failed = "";
            FaultyVulkan vulkan = new();
            vulkan.Fault = (function, call) =>
            {
                failed = call == failing ? function : failed;
                return call == failing ? fault : null;
            };

            GpuException? error = Catch(() => Train(vulkan));

            Assert.That(vulkan.LiveHandles, Is.Empty, $"after {failed}, call {failing}");
            if (failed != "vkGetPipelineCacheData")
            {
                // What the pipeline cache cannot be given it does without; everything else must be told.
                Assert.That(error?.Call, Is.EqualTo(failed.Replace("EXT", "", StringComparison.Ordinal)), $"call {failing}");
                Assert.That(error?.Result, Is.EqualTo(fault.ToString()), $"after {failed}, call {failing}");
            }
        }
    }

    [Test]
    public void A_device_lost_while_working_is_told_and_a_new_one_can_be_opened()
    {
        FaultyVulkan vulkan = new() { Fault = FaultyVulkan.On("vkWaitForFences", 1, Result.ErrorDeviceLost) };

        DeviceLostException? error = Assert.Throws<DeviceLostException>(() => Train(vulkan));

        Assert.That(error!.Message, Does.Contain("vkWaitForFences for 'step' returned ErrorDeviceLost"));
        Assert.That(vulkan.LiveHandles, Is.Empty);
        Assert.That(() => Train(new FaultyVulkan()), Throws.Nothing);
    }

    [Test]
    public void A_lost_device_takes_no_more_work()
    {
        FaultyVulkan vulkan = new() { Fault = FaultyVulkan.On("vkQueueSubmit", 1, Result.ErrorDeviceLost) };
        using GpuDevice device = Open(vulkan);
        using CommandRecorder recorder = new(device, "step");
        using RecordedCommands commands = recorder.End();
        Assert.Throws<DeviceLostException>(() => device.Queue.Submit(commands));

        Assert.That(device.IsLost);
        Assert.Throws<DeviceLostException>(() => device.Queue.Submit(commands));
        Assert.That(vulkan.Calls("vkQueueSubmit"), Is.EqualTo(1));
    }

    [Test]
    public void A_hang_becomes_an_error_that_says_how_long_was_waited()
    {
        FaultyVulkan vulkan = new();
        using GpuDevice device = Open(vulkan);
        using CommandRecorder recorder = new(device, "step 7");
        using RecordedCommands commands = recorder.End();
        Submission submission = device.Queue.Submit(commands);
        vulkan.Fault = (function, _) => function == "vkWaitForFences" ? Result.Timeout : null;

        DeviceLostException? error = Assert.Throws<DeviceLostException>(() => submission.Wait(TimeSpan.FromSeconds(3)));

        Assert.That(error!.Message, Does.Contain("'step 7'").And.Contain("did not finish within 3 s"));
        vulkan.Fault = (_, _) => null;
    }

    [Test]
    public void What_a_hung_device_may_still_use_is_not_destroyed()
    {
        FaultyVulkan vulkan = new();
        GpuDevice device = Open(vulkan);
        using CommandRecorder recorder = new(device, "step");
        RecordedCommands commands = recorder.End();
        Submission submission = device.Queue.Submit(commands);
        vulkan.Fault = (function, _) => function == "vkWaitForFences" ? Result.Timeout : null;
        Assert.Throws<DeviceLostException>(() => submission.Wait());

        device.Dispose();

        Assert.That(vulkan.LiveHandles, Does.ContainKey("CommandPool").And.ContainKey("Device"));
    }

    [Test]
    public void Refused_memory_leaves_the_device_usable()
    {
        FaultyVulkan vulkan = new() { Fault = FaultyVulkan.On("vkAllocateMemory", 1, Result.ErrorOutOfDeviceMemory) };
        using GpuDevice device = Open(vulkan);
        IReadOnlyDictionary<string, int> before = vulkan.LiveHandles;

        OutOfDeviceMemoryException? error = Assert.Throws<OutOfDeviceMemoryException>(() => _ = new DeviceArena(device, "trial 3", new ArenaBuffer("weights", 4096)));

        Assert.That(error!.Message, Does.Contain("trial 3").And.Contain("4 KiB"));
        Assert.That(vulkan.LiveHandles, Is.EquivalentTo(before));
        using DeviceArena second = new(device, "trial 4", new ArenaBuffer("weights", 4096));
        Assert.That(second.Buffers, Has.Length.EqualTo(1));
    }

    [Test]
    public void Replaying_and_waiting_makes_no_object_and_writes_no_descriptor()
    {
        FaultyVulkan vulkan = new();
        using GpuDevice device = Open(vulkan);
        using CommandRecorder recorder = new(device, "step");
        using RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands).Wait();
        int callsBefore = vulkan.CallCount;

        for (int i = 0; i < 10; i++)
        {
            device.Queue.Submit(commands).Wait();
        }

        // Reset, submit, wait.
        Assert.That(vulkan.CallCount - callsBefore, Is.EqualTo(30));
    }

    private static GpuException? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (GpuException error)
        {
            return error;
        }
    }

    private GpuDevice Open(FaultyVulkan vulkan) => GpuDevice.Open(new GpuDeviceOptions
    {
        Device = deviceIndex,
        LoadVulkan = vulkan.Load,
        LimitOverrides = new DeviceLimitOverrides { IsMemoryHidden = true },
    });

    // All kinds of objects and calls once.
    private void Train(FaultyVulkan vulkan)
    {
        using GpuDevice device = Open(vulkan);
        using DeviceArena arena = new(device, "trial", new ArenaBuffer("x", 64), new ArenaBuffer("y", 64));
        arena.Buffers[0].Upload<float>(new float[16]);
        using ComputePipeline pipeline = new(device, new ComputePipelineDescription
        {
            Label = "scale",
            Spirv = _spirv,
            Bindings = [BindingKind.StorageBuffer, BindingKind.StorageBuffer],
            PushConstantBytes = 8,
        });
        using ComputePipeline unpack = new(device, new ComputePipelineDescription
        {
            Label = "unpack",
            Spirv = _texelSpirv,
            Bindings = [BindingKind.TexelBuffer, BindingKind.StorageBuffer],
        });
        using CommandRecorder recorder = new(device, "step", timestampCount: 1);
        recorder.Scaled(pipeline, arena.Buffers[0].Whole, arena.Buffers[1].Whole, count: 16);
        recorder.Barrier();
        recorder.Unpacked(unpack, arena.Buffers[1].Whole with { Texels = TexelFormat.Float4 }, arena.Buffers[0].Whole, count: 4);
        recorder.Timestamp();
        using RecordedCommands commands = recorder.End();
        device.Queue.Submit(commands).Wait();
        commands.ReadTimestamps();
    }
}
