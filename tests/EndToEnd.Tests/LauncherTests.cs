using System.Diagnostics;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>The launcher, copied into a folder with spaces in its name and with a stand-in for dotnet that notes what it is asked to do.</summary>
[Platform("Linux,MacOsX")]
public sealed class LauncherTests
{
    private const string FakeDotnet = """
        #!/bin/sh
        root=$(dirname "$0")/..
        case "$1" in
          --list-sdks) echo "sdks" >>"$root/questions"; echo "${FAKE_SDK:-10.0.100 [/usr/lib/dotnet/sdk]}" ;;
          build)
            echo "build" >>"$root/calls"
            [ -z "$FAKE_ERROR" ] || { echo "  $FAKE_ERROR [$2/Experiments.csproj]"; exit 1; }
            mkdir -p "${FAKE_FOLDER:-$root/the repository}/artifacts/bin/Experiments/release"
            touch "${FAKE_FOLDER:-$root/the repository}/artifacts/bin/Experiments/release/sweep.dll"
            ;;
          test)
            for argument; do
              case "$argument" in
                *LogFileName=*) file=${argument#*LogFileName=} ;;
              esac
            done
            echo "$SWEEP_KERNELS-$LP_NATIVE_VECTOR_WIDTH $(basename "$2")" >>"$root/tested"
            printf "$FAKE_TEST_OUTPUT"
            echo "<Counters total=\"12\" executed=\"11\" passed=\"$FAKE_PASSED\" failed=\"0\" />" >"$file"
            exit "${FAKE_TEST_CODE:-0}"
            ;;
          *) shift; printf '[%s]' "$@"; exit "${FAKE_CODE:-0}" ;;
        esac
        """;

    private string _folder = "";

    private string Repository => Path.Combine(_folder, "the repository");

    [SetUp]
    public void CopyLauncher()
    {
        _folder = Directory.CreateTempSubdirectory("sweep launcher ").FullName;
        Directory.CreateDirectory(Path.Combine(Repository, "experiments"));
        Directory.CreateDirectory(Path.Combine(Repository, "tests", "Some.Tests"));
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        File.WriteAllText(Path.Combine(Repository, "tests", "Some.Tests", "Some.Tests.csproj"), "");
        File.Copy(Path.Combine(Runner.RepositoryFolder, "sweep"), Path.Combine(Repository, "sweep"));
        File.WriteAllText(Path.Combine(_folder, "bin", "dotnet"), FakeDotnet);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder, "bin", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Arguments_and_the_exit_code_pass_through_whatever_they_hold()
    {
        Outcome outcome = Launch(["list", "two words", "*", "", "--out=a b"], ("FAKE_CODE", "130"));

        Assert.That(outcome.Output, Is.EqualTo("[list][two words][*][][--out=a b]"));
        Assert.That(outcome.ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void It_builds_once_and_again_only_when_a_source_changed()
    {
        Launch(["list"]);
        Launch(["list"]);
        Assert.That(Builds(), Is.EqualTo(1));

        File.WriteAllText(Path.Combine(Repository, "experiments", "new.yaml"), "");
        File.SetLastWriteTimeUtc(Path.Combine(Repository, "experiments", "new.yaml"), DateTime.UtcNow.AddSeconds(5));
        Launch(["list"]);

        Assert.That(Builds(), Is.EqualTo(2));
    }

    [TestCase("--json", "")]
    [TestCase("--quiet", "")]
    [TestCase("--epochs", "Building experiments ...\n")]
    public void Where_a_program_reads_along_or_the_user_wants_quiet_it_does_not_tell_that_it_builds(string option, string told)
    {
        Outcome outcome = Launch(["show", "study", option]);

        Assert.That(outcome.Error, Is.EqualTo(told));
        Assert.That(Builds(), Is.EqualTo(1));
    }

    [Test]
    public void What_the_last_build_found_is_not_looked_for_again_until_it_is_gone()
    {
        Launch(["list"]);
        Launch(["list"]);
        Assert.That(File.ReadAllLines(Path.Combine(_folder, "questions")), Has.Length.EqualTo(1));

        File.WriteAllText(Path.Combine(Repository, "artifacts", "runner-built"), "/no/such/dotnet\n");

        Assert.That(Launch(["list"]).Output, Is.EqualTo("[list]"));
        Assert.That(File.ReadAllLines(Path.Combine(_folder, "questions")), Has.Length.EqualTo(2));
    }

    [TestCase("it's")]
    [TestCase("50% done")]
    [TestCase("a;b")]
    [TestCase("a\\b")]
    public void A_folder_that_MSBuild_cannot_work_in_is_named_with_what_to_do(string name)
    {
        string folder = Path.Combine(_folder, name);
        Directory.Move(Repository, folder);

        Outcome outcome = Launch(["list"], Path.Combine(folder, "sweep"));

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain(folder).And.Contain("Move or rename the folder."));
    }

    [TestCase("a$b [c] #d")]
    [TestCase("-d")]
    public void A_folder_with_other_special_characters_works(string name)
    {
        string folder = Path.Combine(_folder, name);
        Directory.Move(Repository, folder);

        Outcome outcome = Launch(["list", "a'b"], Path.Combine(folder, "sweep"), ("FAKE_FOLDER", folder));
        Launch(["list"], Path.Combine(folder, "sweep"), ("FAKE_FOLDER", folder));

        Assert.That(outcome.Output, Is.EqualTo("[list][a'b]"));
        Assert.That(Builds(), Is.EqualTo(1));
    }

    [Test]
    public void A_failed_build_shows_the_error_with_its_place_and_is_tried_again()
    {
        string error = $"{Repository}/experiments/a.yaml(3,5): error SWEEP0101: unknown key 'modle'; did you mean 'model'?";

        Outcome outcome = Launch(["list"], ("FAKE_ERROR", error));

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain("\nexperiments/a.yaml(3,5): error SWEEP0101: unknown key 'modle'; did you mean 'model'?\n"));
        Assert.That(Launch(["list"]).ExitCode, Is.Zero);
        Assert.That(Builds(), Is.EqualTo(2));
    }

    [Test]
    public void A_link_to_the_launcher_finds_the_repository()
    {
        string link = Path.Combine(_folder, "link to sweep");
        File.CreateSymbolicLink(link, Path.Combine("the repository", "sweep"));

        Assert.That(Launch(["list"], link).Output, Is.EqualTo("[list]"));
    }

    [Test]
    public void An_sdk_that_is_too_old_is_told_with_the_way_to_a_new_one()
    {
        Outcome outcome = Launch(["list"], ("FAKE_SDK", "8.0.100 [/usr/lib/dotnet/sdk]"), ("HOME", _folder), ("DOTNET_ROOT", _folder));

        Assert.That(outcome.ExitCode, Is.EqualTo(3));
        Assert.That(outcome.Error, Does.Contain("The .NET 10 SDK is not installed").And.Contain("dotnet.microsoft.com"));
    }

    [Test]
    public void Publishing_without_a_linker_says_how_to_get_one()
    {
        string tools = Path.Combine(_folder, "tools");
        Directory.CreateDirectory(tools);
        foreach (string tool in (string[])["bash", "grep", "dirname"])
        {
            File.CreateSymbolicLink(Path.Combine(tools, tool), Array.Find(["/usr/bin/" + tool, "/bin/" + tool], File.Exists)!);
        }

        Outcome outcome = Launch(["publish", "--to", Path.Combine(_folder, "new")], ("PATH", $"{Path.Combine(_folder, "bin")}:{tools}"));

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain("publish needs a linker: clang or gcc"));
    }

    [TestCase("Usage: ./sweep publish [--to DIR]", "elsewhere")]
    [TestCase("exists and is no published program", "--to=.")]
    public void Publishing_never_replaces_what_it_did_not_make(string reason, string argument)
    {
        Outcome outcome = Launch(["publish", argument], Path.Combine(Repository, "sweep"));

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain(reason));
    }

    [Test]
    public void The_last_line_of_the_tests_counts_them_and_success_is_exit_code_0()
    {
        Outcome outcome = Launch(["test"], ("FAKE_PASSED", "11"));

        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Error.TrimEnd().Split('\n')[^1], Does.Match("^[0-9]+ passed, 0 failed, [0-9]+ skipped in 0 min [0-9]+ s$"));
    }

    [Test]
    public void A_failed_test_makes_the_exit_code_1()
    {
        Outcome outcome = Launch(["test"], ("FAKE_PASSED", "10"), ("FAKE_TEST_CODE", "1"));

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.Error.TrimEnd().Split('\n')[^1], Does.Match("^[0-9]+ passed, [1-9][0-9]* failed, "));
    }

    [Test]
    public void A_test_run_that_breaks_down_is_no_success()
    {
        Outcome outcome = Launch(["test"], ("FAKE_PASSED", "11"), ("FAKE_TEST_CODE", "134"));

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.Error, Does.Contain("Not clean: Some.Tests"));
    }

    [Test]
    public void Whole_means_both_families_on_every_subgroup_size_and_the_rest_once()
    {
        Outcome outcome = Launch(["test"], ("FAKE_PASSED", "11"), ("SWEEP_TEST_WHOLE", "1"), ("SWEEP_KERNELS", ""), ("LP_NATIVE_VECTOR_WIDTH", ""));

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Error);
        string[] combinations = [.. from family in (string[])["register", "tiled"] from width in (int[])[128, 256, 512] select $"{family}-{width}"];
        Assert.That(File.ReadAllLines(Path.Combine(_folder, "tested")), Is.EquivalentTo(
        [
            "- Some.Tests.dll", .. combinations.SelectMany(combination => new[] { $"{combination} SweepDsl.Runtime.Tests.dll", $"{combination} SweepDsl.EndToEnd.Tests.dll" }),
        ]));
    }

    [Test]
    public void What_failed_is_told_once_more_at_the_end()
    {
        const string Output = "  Skipped Two [1 ms]\\n  Failed One [1 ms]\\n  Error Message:\\n   no\\n  Passed Three [1 ms]\\nResults File: x\\n";

        Outcome outcome = Launch(["test", "One"], ("FAKE_PASSED", "10"), ("FAKE_TEST_CODE", "1"), ("FAKE_TEST_OUTPUT", Output));

        string recap = outcome.Error[outcome.Error.IndexOf("Not clean:", StringComparison.Ordinal)..];
        Assert.That(recap, Does.Contain("\n  Failed One [1 ms]\n  Error Message:\n   no\n").And.Not.Contain("Two").And.Not.Contain("Three"));
    }

    private int Builds() => File.ReadAllLines(Path.Combine(_folder, "calls")).Length;

    private Outcome Launch(string[] arguments, params (string Name, string Value)[] variables) =>
        Launch(arguments, Path.Combine(Repository, "sweep"), variables);

    private Outcome Launch(string[] arguments, string launcher, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new("/bin/bash", [launcher, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.Combine(_folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["SWEEP_NO_INSTALL"] = "1";
        start.Environment["FAKE_PASSED"] = "0";
        start.Environment["FAKE_ERROR"] = "";
        start.Environment["FAKE_TEST_OUTPUT"] = "";
        start.Environment.Remove("SWEEP_TEST_WHOLE");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private sealed record Outcome(int ExitCode, string Output, string Error);
}
