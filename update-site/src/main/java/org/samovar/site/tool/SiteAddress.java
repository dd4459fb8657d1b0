package org.samovar.site.tool;

import java.net.URI;
import org.samovar.geometry.UserError;

/**
 * Where a site will be found.
 *
 * @param url ends with a slash
 */
record SiteAddress(String url) {

    /**
     * Reads what was typed.
     *
     * @throws UserError when it is no address of the web or of a folder
     */
    static SiteAddress parse(String typed) {
        if (!typed.matches("(https?|file)://?[^\\s\"<>&]+") || !isUri(typed)) {
            throw new UserError(
                    "\"" + typed + "\" is no address of an update site.",
                    "It looks like https://sites.imagej.net/Samovar/.");
        }
        return new SiteAddress(typed.endsWith("/") ? typed : typed + "/");
    }

    private static boolean isUri(String typed) {
        try {
            return URI.create(typed).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A page for people who open the address in a browser. */
    String page() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Samovar: update site</title>
                <h1>Samovar for Fiji</h1>
                <p>This is an update site. In Fiji:
                <ol>
                <li>Choose <em>Help &gt; Update...</em>, then <em>Manage Update Sites</em>.
                <li>Choose <em>Add Unlisted Site</em>; the name is <code>Samovar</code>, the URL <code>%s</code>
                <li>Choose <em>Apply and Close</em>, then <em>Apply Changes</em>, and start Fiji again.
                </ol>
                </html>
                """
                .replace("%s", url);
    }
}
