using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>What is minimised.</summary>
public abstract record LossChoice;

/// <summary><c>softmax_cross_entropy</c>.</summary>
/// <param name="LabelSmoothing">Share of each target spread over all classes, from 0 to below 1.</param>
public sealed record SoftmaxCrossEntropy(Expression LabelSmoothing) : LossChoice;

/// <summary><c>mean_squared_error</c>.</summary>
public sealed record MeanSquaredError : LossChoice;
