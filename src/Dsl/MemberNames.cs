using System.Text;

namespace SweepDsl.Dsl;

/// <summary>How names of the YAML become names of C# members and types.</summary>
public static class MemberNames
{
    /// <summary>Pascal case: <c>batch_size</c> and <c>batch-size</c> become <c>BatchSize</c>. A name that begins with a digit gets an underscore before it.</summary>
    /// <param name="name">A name of ASCII letters, digits and separators, which are dropped.</param>
    public static string FromYaml(string name)
    {
        StringBuilder member = new(name.Length);
        bool startsWord = true;
        foreach (char character in name)
        {
            if (!IsAsciiLetterOrDigit(character))
            {
                startsWord = true;
                continue;
            }

            member.Append(startsWord ? char.ToUpperInvariant(character) : character);
            startsWord = false;
        }

        if (member.Length == 0 || member[0] is >= '0' and <= '9')
        {
            member.Insert(0, '_');
        }

        return member.ToString();
    }

    private static bool IsAsciiLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
