/**
 * The rules of the house as tests.
 *
 * <p>What: layers, cycles, siblings, the engine's corner, the machine's edges ({@link org.samovar.architecture.Rules},
 * {@link org.samovar.architecture.Layers}) and the shape of source files ({@link org.samovar.architecture.SourceRules}). Entry:
 * {@code ArchitectureTest}. May depend on: nothing of the project. Tests: {@code PlantedViolationsTest} shows that each rule can
 * fail, on the classes under {@code fixture}.
 */
@NullMarked
package org.samovar.architecture;

import org.jspecify.annotations.NullMarked;
