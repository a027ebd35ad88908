using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

public sealed class ExampleOrderTests
{
    [Test]
    public void Without_shuffling_examples_come_as_stored()
    {
        Assert.That(ExampleOrder.Create(5, 1, 2, false), Is.EqualTo(new uint[] { 0, 1, 2, 3, 4 }));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(997)]
    public void Each_example_comes_once(int count)
    {
        uint[] order = ExampleOrder.Create(count, 11, 3, true);

        Assert.That(order.Order(), Is.EqualTo(Enumerable.Range(0, count)));
    }

    [Test]
    public void Seeds_and_epochs_have_orders_of_their_own()
    {
        uint[][] orders = [ExampleOrder.Create(100, 0, 0, true), ExampleOrder.Create(100, 0, 1, true), ExampleOrder.Create(100, 1, 0, true)];

        Assert.That(orders.Select(order => string.Join(' ', order)), Is.Unique);
        Assert.That(ExampleOrder.Create(100, 0, 0, true), Is.EqualTo(orders[0]));
    }

    [Test]
    public void The_permutation_is_the_documented_one()
    {
        Philox random = new(42u, 1u);
        List<uint> expected = [0, 1, 2, 3, 4, 5, 6];
        for (int i = 6; i >= 1; i--)
        {
            int j = (int)(((ulong)random.Draw(9, (uint)i, 0, 0).Word0 * (ulong)(i + 1)) >> 32);
            (expected[i], expected[j]) = (expected[j], expected[i]);
        }

        Assert.That(ExampleOrder.Create(7, 42, 9, true), Is.EqualTo(expected));
    }

    [Test]
    public void Each_place_is_reached_equally_often()
    {
        int[] places = new int[5];
        for (uint epoch = 0; epoch < 5000; epoch++)
        {
            places[Array.IndexOf(ExampleOrder.Create(5, 0, epoch, true), 0u)]++;
        }

        // Five standard deviations of a binomial with n = 5000 and p = 1/5.
        Assert.That(places, Is.All.InRange(1000 - 142, 1000 + 142));
    }
}
