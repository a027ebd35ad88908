using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;

namespace SweepDsl.Dsl.Binding;

/// <summary>Makes the settings of training of checked values and of the parameters that bear their names.</summary>
internal sealed class TrainingBinder(CheckContext context, IReadOnlyList<DeclaredParameter> parameters)
{
    /// <summary>The settings; null when they are in error.</summary>
    public TrainingSettings? Bind(CheckedMapping training)
    {
        IReadOnlyList<TrainingLength>? budgets = new BudgetBinder(context).Bind(training);
        CheckedMapping? evaluate = training.Find<CheckedMapping>("evaluate");
        TrainingLength? every = new LengthBinder(context).Bind(evaluate?.Find<CheckedMapping>("every"), LanguageSchema.EvaluationInterval, "how often training is measured");
        Setting<LossChoice>? loss = Choice(training, "loss", Loss);
        Setting<OptimizerChoice>? optimizer = Choice(training, "optimizer", Optimizer);
        Setting<LastBatch>? lastBatch = Choice(training, "last_batch", word => word is CheckedScalar { Text: "drop" } ? LastBatch.Drop : LastBatch.Keep)
            ?? (IsGiven(training, "last_batch") ? null : new FixedSetting<LastBatch>(LastBatch.Keep));
        Setting<Precision>? precision = Choice(training, "precision", word => word is CheckedScalar { Text: "mixed" } ? Precision.Mixed : Precision.Float32)
            ?? (IsGiven(training, "precision") ? null : new FixedSetting<Precision>(Precision.Float32));
        ScheduleBinder schedules = new(context);
        Setting<ScheduleChoice>? schedule = IsGiven(training, "schedule") ? Choice(training, "schedule", schedules.Bind) : new FixedSetting<ScheduleChoice>(new ConstantSchedule());
        TrainingLength? warmup = new LengthBinder(context).Bind(training.Find<CheckedMapping>("warmup"), ScheduleRules.Warmup, "how long the learning rate rises");
        bool isWarmupSound = warmup is not null || !training.Entries.ContainsKey("warmup");
        Expression? learningRate = Value(training, "learning_rate");
        Expression? batchSize = Value(training, "batch_size");
        Expression? shuffle = Value(training, "shuffle") ?? (IsGiven(training, "shuffle") ? null : new TruthLiteral(true));
        if (!training.IsComplete || budgets is null || loss is null || optimizer is null || lastBatch is null || precision is null
            || schedule is null || !isWarmupSound || learningRate is null || batchSize is null || shuffle is null)
        {
            return null;
        }

        return new TrainingSettings
        {
            Loss = loss,
            Optimizer = optimizer,
            LearningRate = learningRate,
            Schedule = schedule,
            Warmup = warmup,
            BatchSize = batchSize,
            MicroBatch = Value(training, "micro_batch"),
            ClipGradientNorm = Value(training, "clip_gradient_norm"),
            ClipGradientValue = Value(training, "clip_gradient_value"),
            WeightAverage = Value(training, "ema"),
            Budget = budgets[0],
            OtherBudgets = budgets.Skip(1).ToValueList(),
            Shuffle = shuffle,
            LastBatch = lastBatch,
            Precision = precision,
            InitFrom = Value(training, "init_from"),
            EvaluationInterval = every,
            EvaluationTrainExamples = evaluate?.Expression("train_examples"),
        };
    }

    /// <summary>The batch size alone, for checks that need no more; null when it is in error.</summary>
    public Expression? BatchSize(CheckedMapping training) => Value(training, "batch_size");

    private static LossChoice Loss(CheckedValue value) => value is CheckedVariant { Word: "mean_squared_error" } or CheckedScalar { Text: "mean_squared_error" }
        ? new MeanSquaredError()
        : new SoftmaxCrossEntropy((value as CheckedVariant)?.Arguments.Expression("label_smoothing") ?? new NumberLiteral(0));

    private static OptimizerChoice Optimizer(CheckedValue value) => value is CheckedVariant variant
        ? new OptimizerChoice(variant.Word, variant.Arguments.Entries.Select(entry => new HyperParameterSetting(entry.Key, ((CheckedScalar)entry.Value.Value!).Value)).OrderBy(setting => setting.Name, StringComparer.Ordinal).ToValueList())
        : new OptimizerChoice(((CheckedScalar)value).Text, default);

    private DeclaredParameter? Declared(string key) => parameters.FirstOrDefault(parameter => parameter.IsSetting && parameter.Name == key);

    private bool IsGiven(CheckedMapping training, string key) => training.Entries.ContainsKey(key) || Declared(key) is not null;

    private Expression? Value(CheckedMapping training, string key) => Declared(key) is { } declared
        ? declared.Parameter is { } parameter ? new ParameterReference(parameter.Name, parameter.Type) : null
        : training.Expression(key);

    private Setting<T>? Choice<T>(CheckedMapping training, string key, Func<CheckedValue, T?> choose)
    {
        if (Declared(key) is { } declared)
        {
            // A word alone, which stands for its defaults, is never in error.
            return declared.Parameter is ListedParameter listed
                ? new SweptSetting<T>(listed.Name, WordsOf(listed).Select(word => new SettingCase<T>(word.Value, choose(new CheckedScalar(word, declared.Span))!)).ToValueList())
                : null;
        }

        return training.Find<CheckedValue>(key) is { } value && choose(value) is { } chosen ? new FixedSetting<T>(chosen) : null;
    }

    // What stands where a condition does not hold need not be among the values.
    private static IEnumerable<TextLiteral> WordsOf(ListedParameter listed) =>
        listed.Values.Concat(listed.Condition is { } condition ? [condition.Otherwise] : []).OfType<TextLiteral>().Distinct();
}
