using System.Text;

namespace SweepDsl.Generator.Emit;

/// <summary>Makes C# names from words of the input. Only letters and digits of ASCII get through.</summary>
internal static class CSharpName
{
    /// <summary><c>conv2d_forward</c>, <c>batch-size</c> and <c>batchSize</c> become <c>Conv2dForward</c>, <c>BatchSize</c> and <c>BatchSize</c>.</summary>
    public static string Pascal(string words)
    {
        StringBuilder name = new(words.Length);
        bool startsWord = true;
        foreach (char c in words)
        {
            bool isLetter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            bool isDigit = c is >= '0' and <= '9';
            if (isLetter || (isDigit && name.Length > 0))
            {
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            }

            startsWord = !isLetter && !isDigit;
        }

        return name.ToString();
    }
}
