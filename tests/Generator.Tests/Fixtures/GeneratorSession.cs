using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SweepDsl.Generator.Tests.Fixtures;

/// <summary>A generator in a project whose files can be edited between runs, as in an editor.</summary>
internal sealed class GeneratorSession
{
    private readonly Dictionary<string, MemoryText> _files = new(StringComparer.Ordinal);
    private GeneratorDriver _driver;

    public GeneratorSession(IIncrementalGenerator generator, string output)
    {
        _driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            optionsProvider: new ProjectOptions(output),
            parseOptions: GeneratedCode.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public GeneratorSession Write(string path, string text) => Write(new MemoryText(path, text));

    public GeneratorSession Write(MemoryText file)
    {
        _driver = _files.TryGetValue(file.Path, out MemoryText? old)
            ? _driver.ReplaceAdditionalText(old, file)
            : _driver.AddAdditionalTexts(ImmutableArray.Create<AdditionalText>(file));
        _files[file.Path] = file;
        return this;
    }

    public GeneratorSession Delete(string path)
    {
        _driver = _driver.RemoveAdditionalTexts(ImmutableArray.Create<AdditionalText>(_files[path]));
        _files.Remove(path);
        return this;
    }

    public GeneratorRunResult Run()
    {
        _driver = _driver.RunGenerators(GeneratedCode.EmptyCompilation);
        return _driver.GetRunResult().Results.Single();
    }
}
