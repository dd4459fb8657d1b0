/**
 * What is remembered of objects from frame to frame: banks, the policies that fill and read them, and the tracker that follows several
 * objects at once.
 *
 * <p>Entry: {@link org.samovar.memory.Tracker}. A {@link org.samovar.memory.MemoryBank} is a value; a {@link
 * org.samovar.memory.MemoryPolicy} says what stays in it and what a frame sees of it.
 *
 * <p>May depend on {@code model.sam2} and what is above it. Tests: {@code src/test/java/org/samovar/memory} and {@code
 * Sam2VideoParityTest}.
 */
@NullMarked
package org.samovar.memory;

import org.jspecify.annotations.NullMarked;
