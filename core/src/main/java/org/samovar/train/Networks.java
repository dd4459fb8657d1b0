package org.samovar.train;

import org.samovar.geometry.UserError;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;

/** The networks that a config can name. */
final class Networks {
    private Networks() {}

    static PromptableNetwork of(String name) {
        return switch (name) {
            case "sam2-nano" -> new Sam2(Sam2Config.nano());
            default -> throw new UserError("There is no network '" + name + "' to train.", "Take sam2-nano.");
        };
    }
}
