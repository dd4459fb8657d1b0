/**
 * Tensors: the only package that sees the engine.
 *
 * <p>{@link org.samovar.tensor.Scope} says who owns a {@link org.samovar.tensor.Tensor} and whether gradients are recorded,
 * {@link org.samovar.tensor.Ops} and {@link org.samovar.tensor.NeuralOps} are all the arithmetic there is,
 * {@link org.samovar.tensor.Autograd} and {@link org.samovar.tensor.OptimizerSteps} train. Behind them stands one TorchScript
 * module of small operators ({@code ops.torchscript}).
 *
 * <p>May depend on {@code geometry} and {@code io}. Tests: {@code NeuralOpsPropertyTest} (operators against plain loops), {@code GradientTest} (each
 * gradient against differences), {@code ScopeTest} (ownership, leaks).
 */
@NullMarked
package org.samovar.tensor;

import org.jspecify.annotations.NullMarked;
