package org.samovar.fiji.job;

import java.nio.file.Path;
import java.util.Locale;
import org.samovar.geometry.UserError;
import org.samovar.io.TypedPath;

/**
 * The options of <i>Manage Models</i>.
 *
 * @param model a name of the list; for information also the path of a file of weights; empty where the action needs none
 * @param file to import; empty for the other actions
 */
public record ManageModelsOptions(ModelAction action, String model, String file) {
    /** An action on one model. */
    public static ManageModelsOptions on(ModelAction action, String model) {
        return new ManageModelsOptions(action, model, "");
    }

    /** Taking a file into the store. */
    public static ManageModelsOptions importing(Path file) {
        return new ManageModelsOptions(ModelAction.IMPORT, "", file.toString());
    }

    /** @throws UserError when none is named */
    String namedModel() {
        if (model.isBlank()) {
            throw new UserError("There is no model to " + verb() + ".", "Name one, such as model=sam2.1-tiny.");
        }
        return model.strip();
    }

    /** @throws UserError when none is named */
    Path namedFile() {
        if (file.isBlank()) {
            throw new UserError("There is no file to import.", "Name one, such as file=[C:/weights/cells.pth].");
        }
        return TypedPath.of(file.strip());
    }

    /** As a line of a macro. */
    public String macro() {
        String option =
                action == ModelAction.IMPORT ? "file=[" + file.replace('\\', '/') + "]" : "model=[" + model + "]";
        return "run(\"Manage Models...\", \"action=" + action.label() + " " + option + "\");\n";
    }

    private String verb() {
        return action == ModelAction.INFORMATION ? "tell about" : action.label().toLowerCase(Locale.ROOT);
    }
}
