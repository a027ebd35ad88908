using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class GroupedConv2dTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private static IEnumerable<GroupedConvolutionCase> Cases => GroupedConvolutionCase.All;

    [TestCaseSource(nameof(Cases))]
    public void Both_ways_are_those_of_the_reference(GroupedConvolutionCase sizes) => sizes.Compare(Bench).AssertWithin($"{sizes}");
}
