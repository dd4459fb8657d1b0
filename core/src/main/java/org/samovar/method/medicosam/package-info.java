/**
 * MedicoSAM (Archit et al. 2025, paper 004): a convolutional decoder that segments without prompts on the image encoder of a promptable
 * network, for classes in images and volumes, and for objects.
 *
 * <p>Entry: {@link org.samovar.method.medicosam.MedicoSam} for classes, {@link org.samovar.method.medicosam.Unetr} for what is found
 * beside prompts. Axes: B images or volumes, M modalities, C channels, D H W space, K outputs.
 *
 * <p>May depend on {@code method}, {@code model}, {@code nn}, {@code tensor} and what is above them, never on another method. Tests:
 * {@code src/test/java/org/samovar/method/medicosam}.
 */
@NullMarked
package org.samovar.method.medicosam;

import org.jspecify.annotations.NullMarked;
