namespace SweepDsl.Dsl.Model;

/// <summary>A setting chosen by a word.</summary>
/// <typeparam name="T">What the word stands for.</typeparam>
public abstract record Setting<T>;

/// <summary>The same at every point.</summary>
public sealed record FixedSetting<T>(T Value) : Setting<T>;

/// <summary>Chosen by the parameter that bears the setting's name.</summary>
/// <param name="Parameter">The parameter's name; its type is text.</param>
/// <param name="Cases">What each of its values stands for, in their order.</param>
public sealed record SweptSetting<T>(string Parameter, ValueList<SettingCase<T>> Cases) : Setting<T>;

/// <summary>One value of a swept setting.</summary>
/// <param name="Word">The parameter's value.</param>
/// <param name="Value">What it stands for.</param>
public sealed record SettingCase<T>(string Word, T Value);
