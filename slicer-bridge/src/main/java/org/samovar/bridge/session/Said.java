package org.samovar.bridge.session;

import org.samovar.bridge.plane.Plane;

/**
 * What was said about a segment on a plane.
 *
 * @param text prompts as {@link org.samovar.predict.Conversation#parse} reads them, in pixels of the plane
 */
public record Said(Plane plane, String text) {}
