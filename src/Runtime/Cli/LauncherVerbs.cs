using System.CommandLine;

namespace SweepDsl.Runtime.Cli;

/// <summary>What the launcher <c>./sweep</c> does before there is a runner: here so that help and suggestions know of it.</summary>
internal static class LauncherVerbs
{
    /// <summary>The verbs.</summary>
    public static IEnumerable<Command> Create() =>
    [
        Create("publish", "Make a folder with the runner as one native program, which needs no .NET and no shader compiler."),
        Create("test", "Run the project's own tests."),
    ];

    private static Command Create(string name, string description)
    {
        Command command = new(name, $"{description} Done by ./sweep in the repository.");
        command.Arguments.Add(new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore, Hidden = true });
        command.SetAction((Func<System.CommandLine.ParseResult, int>)(_ => throw new SweepException(ExitCode.Usage, $"'{name}' is done by the launcher, for it needs the sources: ./sweep {name} in the repository.")));
        return command;
    }
}
