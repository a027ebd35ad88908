namespace SweepDsl.Generator.Models;

/// <summary>A model that becomes one C# type, in a file named after it.</summary>
public interface ITypeModel
{
    string TypeName { get; }
}
