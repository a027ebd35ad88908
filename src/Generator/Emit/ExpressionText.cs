using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Expressions of an experiment as C#, with the experiment's own member names.</summary>
internal sealed class ExpressionText(ValueList<Parameter> parameters)
{
    private readonly IReadOnlyDictionary<string, string> _members = ExperimentNames.Members(parameters);

    public string Member(string parameter) => _members[parameter];

    /// <summary>In a method that has <c>parameters</c> and <c>context</c>.</summary>
    public string InMethod(Expression expression) => CSharpRenderer.Render(expression, name => $"parameters.{_members[name]}", "context.Examples");

    /// <summary>Inside the record of parameters, where <c>examples</c> is not known.</summary>
    public string InRecord(Expression expression) => CSharpRenderer.Render(expression, name => _members[name], "default");

    /// <summary>The value of a setting: a value, or a switch over the words that the sweep tries.</summary>
    public string[] Setting<T>(Setting<T> setting, Func<T, string> value)
    {
        if (setting is FixedSetting<T> plain)
        {
            return [value(plain.Value)];
        }

        SweptSetting<T> swept = (SweptSetting<T>)setting;
        IEnumerable<string> cases = swept.Cases.Select(choice => $"    {CSharpRenderer.Literal(choice.Word)} => {value(choice.Value)},");
        return
        [
            $"parameters.{_members[swept.Parameter]} switch",
            "{",
            .. cases,
            "    _ => throw new global::System.Diagnostics.UnreachableException(),",
            "}",
        ];
    }

    public static string Type(ScalarType type) => type switch
    {
        ScalarType.Integer => "int",
        ScalarType.Number => "double",
        ScalarType.Truth => "bool",
        _ => "string",
    };
}
