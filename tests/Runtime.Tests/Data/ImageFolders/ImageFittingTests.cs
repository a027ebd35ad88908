using SweepDsl.Runtime.Data.ImageFolders;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Data.ImageFolders;

public sealed class ImageFittingTests
{
    [TestCase(480, 640, 32, 32, 480, 480)]
    [TestCase(640, 480, 32, 32, 480, 480)]
    [TestCase(100, 300, 20, 30, 100, 150)]
    [TestCase(100, 101, 20, 30, 67, 101)]
    [TestCase(16, 16, 32, 32, 16, 16)]
    [TestCase(1, 16384, 100, 1, 1, 1)]
    [TestCase(16384, 1, 16384, 16384, 1, 1)]
    public void The_middle_is_the_largest_of_the_wanted_proportions(int height, int width, int wantedHeight, int wantedWidth, int middleHeight, int middleWidth) => Assert.That(
        ImageFitting.Middle(new Extent(height, width), new Extent(wantedHeight, wantedWidth)), Is.EqualTo(new Extent(middleHeight, middleWidth)));
}
