package org.samovar.fiji.model;

import org.samovar.prompt.PromptSet;

/**
 * What was said about an object on one slice.
 *
 * @param object its number, from 1
 * @param slice from 0
 * @param prompts in pixels of the slice, at least one
 */
public record SlicePrompts(int object, int slice, PromptSet prompts) {}
