using System.Globalization;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes the data of an experiment.</summary>
internal static class DatasetEmitter
{
    public static void Write(CodeWriter writer, DatasetSettings dataset)
    {
        writer.Line();
        writer.InheritDoc();
        writer.Line($"public override {RuntimeNames.Data}DatasetDefinition Dataset {{ get; }} = new()");
        using (writer.Braces("};"))
        {
            writer.Line($"Source = new {RuntimeNames.Data}{Source(dataset.Source)},");
            writer.Line($"TrainExamples = {Number(dataset.TrainExamples)},");
            writer.Line($"TestExamples = {Number(dataset.TestExamples)},");
            writer.Line($"ValidationFraction = {CSharpRenderer.Literal(dataset.ValidationFraction)},");
            writer.Line($"Normalization = {RuntimeNames.Data}Normalization.{dataset.Normalization},");
            writer.Line($"Augmentations = [{string.Join(", ", dataset.Augmentations.Select(Augmentation))}],");
        }
    }

    private static string Source(DatasetSource source) => source switch
    {
        ImageFolder folder => "ImageFolderSource(" +
            $"Path: {CSharpRenderer.Literal(folder.Path)}, Height: {Number(folder.Shape.Height)}, Width: {Number(folder.Shape.Width)}, " +
            $"Channels: {Number(folder.Shape.Channels)}, Classes: {Number(folder.Classes)}, Resize: {(folder.Resize ? "true" : "false")})",
        { Name: "cifar10" or "cifar100" } => $"CifarSource(Classes: {Number(source.Classes)})",
        { Name: "mnist" } => "MnistSource(IsFashion: false)",
        { Name: "fashion_mnist" } => "MnistSource(IsFashion: true)",
        { Name: "glyphs" } => "GlyphsSource()",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source.Name, "Unknown data set."),
    };

    private static string Augmentation(Augmentation augmentation) => $"new {RuntimeNames.Data}" + augmentation switch
    {
        HorizontalFlip flip => $"HorizontalFlip(Probability: {CSharpRenderer.Literal(flip.Probability)})",
        RandomCrop crop => $"RandomCrop(Padding: {Number(crop.Padding)})",
        Cutout cutout => $"Cutout(Size: {Number(cutout.Size)})",
        Mixup mixup => $"Mixup(Alpha: {CSharpRenderer.Literal(mixup.Alpha)})",
        _ => throw new ArgumentOutOfRangeException(nameof(augmentation), augmentation, "Unknown augmentation."),
    };

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
