/**
 * MedicoSAM (Archit et al. 2025, paper 004): SAM finetuned for medical images, and a convolutional decoder on its image encoder that
 * segments without prompts.
 *
 * <p>Entry: {@link org.samovar.method.medicosam.Unetr}. Axes: B images, C channels, H W space, K output channels.
 *
 * <p>May depend on {@code model}, {@code nn}, {@code tensor} and what is above them, never on another method. Tests: {@code
 * UnetrParityTest}.
 */
@NullMarked
package org.samovar.method.medicosam;

import org.jspecify.annotations.NullMarked;
