using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class GroupNormTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private static IEnumerable<GroupNormCase> Cases => GroupNormCase.All;

    [TestCaseSource(nameof(Cases))]
    public void Both_ways_are_those_of_the_reference(GroupNormCase sizes) => sizes.Compare(Bench).AssertWithin($"{sizes}");

    [TestCaseSource(nameof(Cases))]
    public void A_mean_far_from_0_costs_no_digits_of_the_variance(GroupNormCase sizes) => sizes.Compare(Bench, offset: 1000).AssertWithin($"{sizes}");
}
