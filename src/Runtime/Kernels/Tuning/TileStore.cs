using System.Text;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>
/// The tiles found best, kept between runs in the user's cache: one file for each device, driver and text of the kernels. A damaged file counts as empty and is written anew.
/// Trainers on threads of their own may share it.
/// </summary>
public sealed class TileStore
{
    private const char Separator = '\t';

    private readonly Lock _gate = new();
    private readonly CacheFile? _file;
    private readonly Dictionary<string, ProductTile> _tiles = [];

    /// <summary>Reads what is kept.</summary>
    /// <param name="folder">The cache; null keeps nothing beyond this object.</param>
    /// <param name="device">The device.</param>
    /// <param name="kernels">Hash of the kernels' text: times of other kernels say nothing.</param>
    public TileStore(CacheFolder? folder, GpuDeviceInfo device, string kernels)
    {
        _file = folder?.File("tiles", $"{Path.GetFileNameWithoutExtension(PipelineCacheFile.FileName(device))}-{kernels}.txt");
        Read();
    }

    /// <summary>The tile found best for a product; null when none was looked for.</summary>
    public ProductTile? Find(ProductProblem problem)
    {
        lock (_gate)
        {
            return _tiles.GetValueOrDefault(problem.ToString());
        }
    }

    /// <summary>Keeps a tile, beside those that other processes kept meanwhile.</summary>
    public void Keep(ProductProblem problem, ProductTile tile)
    {
        lock (_gate)
        {
            Read();
            _tiles[problem.ToString()] = tile;
            string[] lines = [.. _tiles.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}{Separator}{pair.Value}\n")];
            _file?.Write(Encoding.UTF8.GetBytes(string.Concat(lines)));
        }
    }

    private void Read()
    {
        foreach (string line in Encoding.UTF8.GetString(_file?.Read() ?? []).Split('\n'))
        {
            if (line.Split(Separator) is [var problem, var text] && ProductTile.TryParse(text) is { } tile)
            {
                _tiles[problem] = tile;
            }
        }
    }
}
