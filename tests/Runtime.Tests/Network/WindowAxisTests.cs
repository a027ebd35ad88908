using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Network;

/// <summary>Borders and extents of sliding windows.</summary>
public sealed class WindowAxisTests
{
    [TestCase(32, 3, 1, 1, 1, 32)]
    [TestCase(32, 2, 1, 0, 1, 32)]
    [TestCase(7, 3, 2, 1, 1, 4)]
    [TestCase(8, 3, 2, 0, 1, 4)]
    [TestCase(5, 1, 3, 0, 0, 2)]
    [TestCase(1, 5, 1, 2, 2, 1)]
    public void Same_padding_gives_ceil_of_input_over_stride(int input, int window, int stride, int before, int after, int output)
    {
        WindowAxis axis = WindowAxis.Create(input, window, stride, Padding.Same);

        Assert.That((axis.Before, axis.After, axis.Output), Is.EqualTo((before, after, output)));
    }

    [TestCase(5, 3, 1, 3)]
    [TestCase(5, 3, 2, 2)]
    [TestCase(6, 3, 2, 2)]
    [TestCase(3, 3, 5, 1)]
    [TestCase(2, 3, 1, 0)]
    public void Valid_padding_counts_whole_windows(int input, int window, int stride, int output)
    {
        Assert.That(WindowAxis.Create(input, window, stride, Padding.Valid).Output, Is.EqualTo(output));
    }

    [Test]
    public void Explicit_padding_is_the_same_on_both_sides()
    {
        Assert.That(WindowAxis.Create(5, 3, 2, Padding.Explicit(2)), Is.EqualTo(new WindowAxis(5, 3, 2, 2, 2)));
    }
}
