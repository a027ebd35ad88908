using System.Reflection;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>Sizes on 64-bit platforms, computed from the Vulkan registry.</summary>
public sealed class StructSizeTests
{
    [TestCase(typeof(ApplicationInfo), 48)]
    [TestCase(typeof(InstanceCreateInfo), 64)]
    [TestCase(typeof(ExtensionProperties), 260)]
    [TestCase(typeof(LayerProperties), 520)]
    [TestCase(typeof(ValidationFeaturesEXT), 48)]
    [TestCase(typeof(Extent3D), 12)]
    [TestCase(typeof(QueueFamilyProperties), 24)]
    [TestCase(typeof(DeviceQueueCreateInfo), 40)]
    [TestCase(typeof(DeviceCreateInfo), 72)]
    [TestCase(typeof(PhysicalDeviceFeatures), 220)]
    [TestCase(typeof(PhysicalDeviceFeatures2), 240)]
    [TestCase(typeof(PhysicalDeviceVulkan11Features), 64)]
    [TestCase(typeof(PhysicalDeviceVulkan12Features), 208)]
    [TestCase(typeof(PhysicalDeviceSubgroupSizeControlFeatures), 24)]
    [TestCase(typeof(PhysicalDeviceMaintenance4Features), 24)]
    [TestCase(typeof(PhysicalDeviceProperties), 824)]
    [TestCase(typeof(PhysicalDeviceSparseProperties), 20)]
    [TestCase(typeof(PhysicalDeviceProperties2), 840)]
    [TestCase(typeof(PhysicalDeviceVulkan11Properties), 112)]
    [TestCase(typeof(ConformanceVersion), 4)]
    [TestCase(typeof(PhysicalDeviceVulkan12Properties), 736)]
    [TestCase(typeof(PhysicalDeviceSubgroupSizeControlProperties), 32)]
    [TestCase(typeof(PhysicalDeviceMaintenance4Properties), 24)]
    [TestCase(typeof(PhysicalDevicePCIBusInfoPropertiesEXT), 32)]
    [TestCase(typeof(PhysicalDeviceCooperativeMatrixFeaturesKHR), 24)]
    [TestCase(typeof(PhysicalDeviceCooperativeMatrixFeaturesNV), 24)]
    [TestCase(typeof(CooperativeMatrixPropertiesKHR), 56)]
    [TestCase(typeof(CooperativeMatrixPropertiesNV), 48)]
    [TestCase(typeof(PhysicalDeviceLimits), 504)]
    [TestCase(typeof(MemoryType), 8)]
    [TestCase(typeof(MemoryHeap), 16)]
    [TestCase(typeof(PhysicalDeviceMemoryProperties), 520)]
    [TestCase(typeof(PhysicalDeviceMemoryProperties2), 536)]
    [TestCase(typeof(PhysicalDeviceMemoryBudgetPropertiesEXT), 272)]
    [TestCase(typeof(BufferCreateInfo), 56)]
    [TestCase(typeof(BufferViewCreateInfo), 56)]
    [TestCase(typeof(MemoryRequirements), 24)]
    [TestCase(typeof(MemoryAllocateInfo), 32)]
    [TestCase(typeof(BufferCopy), 24)]
    [TestCase(typeof(DescriptorSetLayoutBinding), 24)]
    [TestCase(typeof(DescriptorSetLayoutCreateInfo), 32)]
    [TestCase(typeof(DescriptorPoolSize), 8)]
    [TestCase(typeof(DescriptorPoolCreateInfo), 40)]
    [TestCase(typeof(DescriptorSetAllocateInfo), 40)]
    [TestCase(typeof(DescriptorBufferInfo), 24)]
    [TestCase(typeof(WriteDescriptorSet), 64)]
    [TestCase(typeof(ShaderModuleCreateInfo), 40)]
    [TestCase(typeof(PushConstantRange), 12)]
    [TestCase(typeof(PipelineLayoutCreateInfo), 48)]
    [TestCase(typeof(SpecializationMapEntry), 16)]
    [TestCase(typeof(SpecializationInfo), 32)]
    [TestCase(typeof(PipelineShaderStageCreateInfo), 48)]
    [TestCase(typeof(PipelineShaderStageRequiredSubgroupSizeCreateInfo), 24)]
    [TestCase(typeof(ComputePipelineCreateInfo), 96)]
    [TestCase(typeof(PipelineCacheCreateInfo), 40)]
    [TestCase(typeof(PipelineCacheHeaderVersionOne), 32)]
    [TestCase(typeof(CommandPoolCreateInfo), 24)]
    [TestCase(typeof(CommandBufferAllocateInfo), 32)]
    [TestCase(typeof(CommandBufferBeginInfo), 32)]
    [TestCase(typeof(MemoryBarrier), 24)]
    [TestCase(typeof(FenceCreateInfo), 24)]
    [TestCase(typeof(SubmitInfo), 72)]
    [TestCase(typeof(QueryPoolCreateInfo), 32)]
    [TestCase(typeof(DebugUtilsMessengerCreateInfoEXT), 48)]
    [TestCase(typeof(DebugUtilsMessengerCallbackDataEXT), 96)]
    [TestCase(typeof(DebugUtilsLabelEXT), 40)]
    [TestCase(typeof(DebugUtilsObjectNameInfoEXT), 40)]
    public void A_struct_has_the_size_that_C_gives_it(Type type, int size)
    {
        Assert.That(StructLayoutOf.Type(type).Size, Is.EqualTo(size));
        Assert.That(StructLayoutOf.RuntimeSize(type), Is.EqualTo(size));
    }

    [Test]
    public void Every_struct_with_fields_has_its_size_stated_here()
    {
        IEnumerable<Type> stated = typeof(StructSizeTests)
            .GetMethod(nameof(A_struct_has_the_size_that_C_gives_it))!
            .GetCustomAttributes<TestCaseAttribute>()
            .Select(testCase => (Type)testCase.Arguments[0]!);

        Assert.That(BindingTypes.Structs.Except(stated), Is.Empty);
    }
}
