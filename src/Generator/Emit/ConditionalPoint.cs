using SweepDsl.Dsl;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Writes how the parameters of a point follow from what was drawn, where some of them have an effect only under a condition.</summary>
/// <param name="writer">Takes the lines.</param>
/// <param name="parameters">All parameters.</param>
/// <param name="value">C# of a parameter's value as it was drawn.</param>
internal sealed class ConditionalPoint(CodeWriter writer, ValueList<Parameter> parameters, Func<ChosenParameter, string> value)
{
    /// <summary>Names that are taken around the variables.</summary>
    private const string Drawn = "drawn";

    public void Write(string end)
    {
        Dictionary<string, string> locals = Locals();
        HashSet<string> used = new(parameters.OfType<ChosenParameter>().Select(parameter => parameter.Condition).OfType<Condition>().SelectMany(condition => References.ParametersOf(condition.When)), StringComparer.Ordinal);
        foreach (ComputedParameter computed in parameters.OfType<ComputedParameter>().Reverse().Where(parameter => used.Contains(parameter.Name)))
        {
            used.UnionWith(References.ParametersOf(computed.Value));
        }

        writer.Line($"{Drawn} =>");
        using (writer.Braces("}" + end))
        {
            foreach (Parameter parameter in parameters)
            {
                // Computed parameters are members of the record, which is not there yet.
                string? own = parameter is ChosenParameter chosen ? Chosen(chosen, locals)
                    : used.Contains(parameter.Name) ? Text(((ComputedParameter)parameter).Value, locals)
                    : null;
                if (own is not null)
                {
                    writer.Line($"{ExpressionText.Type(parameter.Type)} {locals[parameter.Name]} = {own};");
                }
            }

            writer.Items(parameters.OfType<ChosenParameter>().Select(parameter => locals[parameter.Name]), "return new(", ");");
        }
    }

    private static string Text(Expression expression, Dictionary<string, string> locals) => CSharpRenderer.Render(expression, name => locals[name], "default");

    private string Chosen(ChosenParameter parameter, Dictionary<string, string> locals) => parameter.Condition is { } condition
        ? $"{Bracketed(condition.When, locals)} ? {value(parameter)} : {CSharpRenderer.Render(condition.Otherwise)}"
        : value(parameter);

    private static string Bracketed(Expression condition, Dictionary<string, string> locals) =>
        condition is ConditionalExpression ? $"({Text(condition, locals)})" : Text(condition, locals);

    private Dictionary<string, string> Locals()
    {
        HashSet<string> taken = new(parameters.Select(parameter => LocalNames.ListFromYaml(parameter.Name)).Append(Drawn), StringComparer.Ordinal);
        Dictionary<string, string> locals = new(StringComparer.Ordinal);
        foreach (Parameter parameter in parameters)
        {
            string local = LocalNames.FromYaml(parameter.Name);
            while (!taken.Add(local))
            {
                local += "Value";
            }

            locals.Add(parameter.Name, local);
        }

        return locals;
    }
}
