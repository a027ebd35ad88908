using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Tests.Network;

/// <summary>The two orders of a parameter tensor: files and device.</summary>
public sealed class WeightLayoutTests
{
    [Test]
    public void A_convolutions_file_is_out_in_row_column_and_its_device_order_row_column_in_out()
    {
        ConvolutionWeightLayout layout = new(new Extent(2, 3), InChannels: 5, OutChannels: 7);

        for (int o = 0, file = 0; o < 7; o++)
        {
            for (int i = 0; i < 5; i++)
            {
                for (int r = 0; r < 2; r++)
                {
                    for (int c = 0; c < 3; c++, file++)
                    {
                        Assert.That(layout.DeviceIndex(file), Is.EqualTo((((((r * 3) + c) * 5) + i) * 7) + o));
                    }
                }
            }
        }
    }

    [Test]
    public void A_dense_layers_file_takes_images_by_channel_and_its_device_order_by_pixel()
    {
        DenseWeightLayout layout = new(new FeatureShape(Channels: 3, Height: 2, Width: 4), Units: 5);

        for (int unit = 0, file = 0; unit < 5; unit++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                for (int row = 0; row < 2; row++)
                {
                    for (int column = 0; column < 4; column++, file++)
                    {
                        Assert.That(layout.DeviceIndex(file), Is.EqualTo((((((row * 4) + column) * 3) + channel) * 5) + unit));
                    }
                }
            }
        }
    }

    [Test]
    public void A_value_for_each_feature_lies_by_channel_in_files_and_by_pixel_on_the_device()
    {
        FeatureLayout layout = new(new FeatureShape(Channels: 3, Height: 2, Width: 4));

        Assert.That(layout.FileShape, Is.EqualTo(new[] { 3, 2, 4 }));
        Assert.That(Enumerable.Range(0, 24).Select(layout.DeviceIndex), Is.EqualTo(Enumerable.Range(0, 24).Select(file => (file % 8 * 3) + (file / 8))));
    }

    [Test]
    public void What_goes_to_the_device_comes_back_the_same()
    {
        foreach (WeightLayout layout in new WeightLayout[] { new ConvolutionWeightLayout(new Extent(3, 1), 2, 4), new DenseWeightLayout(new FeatureShape(2, 3, 5), 7), new BiasLayout(9), new FeatureLayout(new FeatureShape(3, 2, 5)), new FeatureLayout(new FeatureShape(3, 2, 5, IsFlat: true)) })
        {
            float[] file = [.. Enumerable.Range(0, layout.Elements).Select(i => (float)i)];
            float[] device = new float[file.Length];
            float[] back = new float[file.Length];

            layout.ToDevice(file, device);
            layout.ToFile(device, back);

            Assert.That(back, Is.EqualTo(file));
        }
    }
}
