package org.samovar.fiji.job;

import org.samovar.prompt.PromptSet;

/**
 * What was said about one object.
 *
 * @param name of the ROI that said it; empty where it has none
 * @param prompts what it said
 */
record ObjectPrompts(String name, PromptSet prompts) {}
