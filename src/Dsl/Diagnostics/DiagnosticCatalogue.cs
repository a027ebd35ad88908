namespace SweepDsl.Dsl.Diagnostics;

/// <summary>
/// Every rule of the language, by groups: 00xx syntax, 01xx unknown and missing keys, 02xx values and ranges, 03xx shapes, 04xx the search space, 05xx expressions,
/// 06xx the method of the study (warnings). 07xx belongs to kernels, which the generator reads.
/// </summary>
public static class DiagnosticCatalogue
{
    /// <summary>The text is no YAML.</summary>
    public static readonly DiagnosticDescriptor InvalidYaml = new("SWEEP0001", "Not valid YAML");

    /// <summary>The bytes are no UTF-8, or hold U+FFFD, which stands for undecodable bytes.</summary>
    public static readonly DiagnosticDescriptor NotUtf8 = new("SWEEP0002", "Not UTF-8");

    /// <summary>A control character, a character that turns the direction of text, or half of a surrogate pair.</summary>
    public static readonly DiagnosticDescriptor ForbiddenCharacter = new("SWEEP0003", "Forbidden character");

    /// <summary>The file is over 1 MiB.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = new("SWEEP0004", "File too large");

    /// <summary>Lists and mappings are nested deeper than 32.</summary>
    public static readonly DiagnosticDescriptor NestedTooDeep = new("SWEEP0005", "Nested too deep");

    /// <summary>Anchors (&amp;) and aliases (*) are not part of the language.</summary>
    public static readonly DiagnosticDescriptor AnchorOrAlias = new("SWEEP0006", "Anchor or alias");

    /// <summary>Tags (!) and the %TAG directive are not part of the language.</summary>
    public static readonly DiagnosticDescriptor Tag = new("SWEEP0007", "Tag");

    /// <summary>A file holds one experiment.</summary>
    public static readonly DiagnosticDescriptor SeveralDocuments = new("SWEEP0008", "Several documents");

    /// <summary>There is nothing in the file.</summary>
    public static readonly DiagnosticDescriptor EmptyFile = new("SWEEP0009", "Empty file");

    /// <summary>A key stands twice in one mapping.</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = new("SWEEP0010", "Duplicate key");

    /// <summary>A key is a list or a mapping.</summary>
    public static readonly DiagnosticDescriptor KeyIsNoWord = new("SWEEP0011", "Key is no word");

    /// <summary>So much is wrong that the rest is not shown.</summary>
    public static readonly DiagnosticDescriptor TooManyProblems = new("SWEEP0012", "Too many problems");

    /// <summary>A key that the language does not have there.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new("SWEEP0101", "Unknown key");

    /// <summary>A key that must be there is not.</summary>
    public static readonly DiagnosticDescriptor MissingKey = new("SWEEP0102", "Missing key");

    /// <summary>Two keys exclude each other.</summary>
    public static readonly DiagnosticDescriptor ConflictingKeys = new("SWEEP0103", "Conflicting keys");

    /// <summary>A value of another type than the key takes.</summary>
    public static readonly DiagnosticDescriptor WrongType = new("SWEEP0201", "Wrong type");

    /// <summary>A word that is none of those the key takes.</summary>
    public static readonly DiagnosticDescriptor UnknownWord = new("SWEEP0202", "Unknown word");

    /// <summary>A value out of its range.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = new("SWEEP0203", "Out of range");

    /// <summary>A name that could not be a file name everywhere.</summary>
    public static readonly DiagnosticDescriptor UnsafeName = new("SWEEP0204", "Unsafe name");

    /// <summary>A path that leaves its folder or is not portable.</summary>
    public static readonly DiagnosticDescriptor UnsafePath = new("SWEEP0205", "Unsafe path");

    /// <summary>A list with too few or too many entries.</summary>
    public static readonly DiagnosticDescriptor WrongLength = new("SWEEP0206", "Wrong length");

    /// <summary>With the last batch dropped, no batch is left in an epoch.</summary>
    public static readonly DiagnosticDescriptor NoFullBatch = new("SWEEP0207", "No full batch");

    /// <summary>A range whose upper end is not above its lower one.</summary>
    public static readonly DiagnosticDescriptor EmptyRange = new("SWEEP0208", "Empty range");

    /// <summary>A distribution that takes the logarithm of what is not above 0.</summary>
    public static readonly DiagnosticDescriptor LogarithmOfNothing = new("SWEEP0209", "Logarithm of what is not positive");

    /// <summary>A quantum that rounds all draws to one value.</summary>
    public static readonly DiagnosticDescriptor QuantumTooLarge = new("SWEEP0210", "Quantum too large");

    /// <summary>A distribution that draws what its parameter cannot be.</summary>
    public static readonly DiagnosticDescriptor DrawnOutOfRange = new("SWEEP0211", "Draws leave the range");

    /// <summary>A distribution whose ends are exponents.</summary>
    public static readonly DiagnosticDescriptor ExponentsDrawn = Search("SWEEP0212", "Ends are exponents");

    /// <summary>Whole numbers are drawn for a setting that takes any.</summary>
    public static readonly DiagnosticDescriptor WholeNumbersDrawn = Search("SWEEP0213", "Whole numbers are drawn");

    /// <summary>A target or goal that its metric never reaches.</summary>
    public static readonly DiagnosticDescriptor ImpossibleMetricValue = new("SWEEP0214", "Impossible value of a metric");

    /// <summary>Probabilities that do not fit their values.</summary>
    public static readonly DiagnosticDescriptor UnusableProbabilities = new("SWEEP0215", "Unusable probabilities");

    /// <summary>A schedule that ends with training, whose length in updates is not known.</summary>
    public static readonly DiagnosticDescriptor ScheduleWithoutLength = new("SWEEP0220", "Schedule without length");

    /// <summary>A warm-up that leaves nothing of training to the schedule.</summary>
    public static readonly DiagnosticDescriptor WarmupTooLong = new("SWEEP0221", "Warm-up too long");

    /// <summary>A batch cut into more parts than an update can have.</summary>
    public static readonly DiagnosticDescriptor TooManyMicroBatches = new("SWEEP0222", "Too many micro batches");

    /// <summary>Random changes of images in an order that they are not made in.</summary>
    public static readonly DiagnosticDescriptor AugmentationOrder = new("SWEEP0240", "Augmentations out of order");

    /// <summary>A window does not fit into the image.</summary>
    public static readonly DiagnosticDescriptor WindowDoesNotFit = new("SWEEP0301", "Window does not fit");

    /// <summary>A layer that needs an image comes after a vector.</summary>
    public static readonly DiagnosticDescriptor NeedsImage = new("SWEEP0302", "Layer needs an image");

    /// <summary>The last layer does not give one value for each class.</summary>
    public static readonly DiagnosticDescriptor OutputDoesNotFit = new("SWEEP0303", "Output does not fit the classes");

    /// <summary>A tensor of 2^30 elements or more.</summary>
    public static readonly DiagnosticDescriptor TensorTooLarge = new("SWEEP0304", "Tensor too large");

    /// <summary>The ways through a block give what cannot be added or put side by side.</summary>
    public static readonly DiagnosticDescriptor BranchesDiffer = new("SWEEP0305", "Ways through a block differ");

    /// <summary>A number of groups that does not divide the channels.</summary>
    public static readonly DiagnosticDescriptor GroupsDoNotDivide = new("SWEEP0306", "Groups do not divide the channels");

    /// <summary>A normalisation that takes each mean over a single value.</summary>
    public static readonly DiagnosticDescriptor NormOfOneValue = new("SWEEP0307", "Norm of one value");

    /// <summary>A parameter without a value, so a grid without a point.</summary>
    public static readonly DiagnosticDescriptor EmptyGrid = new("SWEEP0401", "Empty grid");

    /// <summary>More than 100,000 trials.</summary>
    public static readonly DiagnosticDescriptor GridTooLarge = new("SWEEP0402", "Grid too large");

    /// <summary>A value stands twice in a parameter, so trials would be run twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateValue = new("SWEEP0403", "Duplicate value");

    /// <summary>A parameter that changes nothing.</summary>
    public static readonly DiagnosticDescriptor UnusedParameter = new("SWEEP0404", "Unused parameter");

    /// <summary>A training key that a parameter sets as well.</summary>
    public static readonly DiagnosticDescriptor SetTwice = new("SWEEP0405", "Set twice");

    /// <summary>A parameter's name that cannot stand in expressions or in C#.</summary>
    public static readonly DiagnosticDescriptor ParameterName = new("SWEEP0406", "Unusable parameter name");

    /// <summary>Values of several types in one parameter.</summary>
    public static readonly DiagnosticDescriptor MixedValues = new("SWEEP0407", "Mixed values");

    /// <summary>A metric that the experiment does not measure.</summary>
    public static readonly DiagnosticDescriptor MetricNotMeasured = new("SWEEP0408", "Metric not measured");

    /// <summary>A search without an end.</summary>
    public static readonly DiagnosticDescriptor RunCapNeeded = new("SWEEP0409", "Search without an end");

    /// <summary>A parameter that depends on itself.</summary>
    public static readonly DiagnosticDescriptor CircularParameter = new("SWEEP0410", "Circular parameter");

    /// <summary>An early termination that never judges a trial.</summary>
    public static readonly DiagnosticDescriptor ImpossibleTermination = new("SWEEP0411", "Impossible early termination");

    /// <summary>Parameters that vary together with lists of different lengths.</summary>
    public static readonly DiagnosticDescriptor UnequalPair = new("SWEEP0412", "Pair of unequal lengths");

    /// <summary>A grid over a range without gaps.</summary>
    public static readonly DiagnosticDescriptor ContinuousGrid = new("SWEEP0413", "Grid over a continuous range");

    /// <summary>A parameter that cannot be tuned inside each point.</summary>
    public static readonly DiagnosticDescriptor CannotBeTuned = new("SWEEP0414", "Cannot be tuned");

    /// <summary>Ways of searching that exclude each other.</summary>
    public static readonly DiagnosticDescriptor DoNotGoTogether = new("SWEEP0415", "Do not go together");

    /// <summary>A parameter that cannot vary together with others.</summary>
    public static readonly DiagnosticDescriptor UnusablePair = new("SWEEP0416", "Unusable parameter of a pair");

    /// <summary>A condition under which a parameter never has an effect.</summary>
    public static readonly DiagnosticDescriptor NeverHolds = new("SWEEP0417", "Condition never holds");

    /// <summary>An expression that breaks the grammar.</summary>
    public static readonly DiagnosticDescriptor ExpressionSyntax = new("SWEEP0501", "Malformed expression");

    /// <summary>A name in an expression that stands for nothing.</summary>
    public static readonly DiagnosticDescriptor UnknownIdentifier = new("SWEEP0502", "Unknown identifier");

    /// <summary>An operand, an argument or a result of the wrong type.</summary>
    public static readonly DiagnosticDescriptor ExpressionType = new("SWEEP0503", "Type error in an expression");

    /// <summary>An expression that has no usable value at some point of the grid.</summary>
    public static readonly DiagnosticDescriptor ExpressionValue = new("SWEEP0504", "Expression without usable value");

    /// <summary>An expression that is too long or nested too deep.</summary>
    public static readonly DiagnosticDescriptor ExpressionTooComplex = new("SWEEP0505", "Expression too complex");

    /// <summary>An expression where only plain values may stand, or one that uses what is not known there.</summary>
    public static readonly DiagnosticDescriptor ExpressionNotAllowed = new("SWEEP0506", "Expression not allowed here");

    /// <summary>Batch sizes get different numbers of updates at one learning rate.</summary>
    public static readonly DiagnosticDescriptor UpdatesDiffer = Method("SWEEP0601", "Numbers of updates differ");

    /// <summary>One learning rate over batch sizes far apart.</summary>
    public static readonly DiagnosticDescriptor RateNotRetuned = Method("SWEEP0602", "Learning rate is not retuned");

    /// <summary>Each point is run once.</summary>
    public static readonly DiagnosticDescriptor OneSeed = Method("SWEEP0603", "One seed");

    /// <summary>The best point is chosen by the test set.</summary>
    public static readonly DiagnosticDescriptor ChosenOnTestSet = Method("SWEEP0604", "Chosen on the test set");

    /// <summary>An epoch's last batch is far from the batch size.</summary>
    public static readonly DiagnosticDescriptor UnevenLastBatch = Method("SWEEP0605", "Uneven last batch");

    /// <summary>Early termination compares trials that made different numbers of updates.</summary>
    public static readonly DiagnosticDescriptor EndedByEvaluations = Method("SWEEP0606", "Ended after unequal updates");

    /// <summary>Early termination never judges some of the points.</summary>
    public static readonly DiagnosticDescriptor NeverJudged = Method("SWEEP0607", "Never judged for early termination");

    /// <summary>A goal is looked for at the end of training alone.</summary>
    public static readonly DiagnosticDescriptor GoalSeenAtTheEnd = Method("SWEEP0608", "Goal is looked for at the end alone");

    /// <summary>Batch norm over few examples, or over as many as the batch size has.</summary>
    public static readonly DiagnosticDescriptor BatchNormStatistics = Method("SWEEP0609", "Batch norm depends on the batch size");

    /// <summary>A goal is looked for at different numbers of evaluations.</summary>
    public static readonly DiagnosticDescriptor EvaluationsDiffer = Method("SWEEP0610", "Numbers of evaluations differ");

    /// <summary>Training ends at different places of a schedule.</summary>
    public static readonly DiagnosticDescriptor ScheduleEndsApart = Method("SWEEP0611", "Schedule ends at different places");

    /// <summary>A suppression of what is no rule of the method.</summary>
    public static readonly DiagnosticDescriptor UnknownSuppression = new("SWEEP0690", "Unknown suppression", DiagnosticSeverity.Warning, "docs/confounds.md#suppress");

    /// <summary>A suppression of what is not found.</summary>
    public static readonly DiagnosticDescriptor UnneededSuppression = new("SWEEP0691", "Unneeded suppression", DiagnosticSeverity.Warning, "docs/confounds.md#suppress");

    /// <summary>A suppression that does not say why.</summary>
    public static readonly DiagnosticDescriptor SuppressionWithoutReason = new("SWEEP0692", "Suppression without reason", DiagnosticSeverity.Warning, "docs/confounds.md#suppress");

    /// <summary>All rules, by id.</summary>
    public static ValueList<DiagnosticDescriptor> All { get; } = ValueList.Of(
        InvalidYaml, NotUtf8, ForbiddenCharacter, FileTooLarge, NestedTooDeep, AnchorOrAlias, Tag, SeveralDocuments, EmptyFile, DuplicateKey, KeyIsNoWord, TooManyProblems,
        UnknownKey, MissingKey, ConflictingKeys,
        WrongType, UnknownWord, OutOfRange, UnsafeName, UnsafePath, WrongLength, NoFullBatch,
        EmptyRange, LogarithmOfNothing, QuantumTooLarge, DrawnOutOfRange, ExponentsDrawn, WholeNumbersDrawn, ImpossibleMetricValue, UnusableProbabilities, ScheduleWithoutLength, WarmupTooLong, TooManyMicroBatches, AugmentationOrder,
        WindowDoesNotFit, NeedsImage, OutputDoesNotFit, TensorTooLarge, BranchesDiffer, GroupsDoNotDivide, NormOfOneValue,
        EmptyGrid, GridTooLarge, DuplicateValue, UnusedParameter, SetTwice, ParameterName, MixedValues, MetricNotMeasured,
        RunCapNeeded, CircularParameter, ImpossibleTermination, UnequalPair, ContinuousGrid, CannotBeTuned, DoNotGoTogether, UnusablePair, NeverHolds,
        ExpressionSyntax, UnknownIdentifier, ExpressionType, ExpressionValue, ExpressionTooComplex, ExpressionNotAllowed,
        UpdatesDiffer, RateNotRetuned, OneSeed, ChosenOnTestSet, UnevenLastBatch, EndedByEvaluations, NeverJudged, GoalSeenAtTheEnd, BatchNormStatistics, EvaluationsDiffer, ScheduleEndsApart,
        UnknownSuppression, UnneededSuppression, SuppressionWithoutReason);

    private static DiagnosticDescriptor Search(string id, string title) => new(id, title, DiagnosticSeverity.Warning, "docs/search.md#what-differs");

    private static DiagnosticDescriptor Method(string id, string title) => new(id, title, DiagnosticSeverity.Warning, $"docs/confounds.md#{id.ToLowerInvariant()}");
}
