package org.samovar.fiji.installed;

import com.github.caciocavallosilano.cacio.ctc.junit.CacioExtension;
import java.awt.CheckboxMenuItem;
import java.awt.Menu;
import java.awt.MenuBar;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Runs another main on a display that is drawn in Java's memory, with windows, a mouse and a keyboard. */
final class DisplayMain {
    private DisplayMain() {}

    /** @param arguments the name of a class with a main, and what that gets */
    public static void main(String[] arguments) throws Exception {
        new CacioExtension(); // its class puts the display in the place of Java's own
        Class.forName(arguments[0]).getDeclaredMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    /** This display tells of each check mark that a program sets as if a user had chosen it; ImageJ would take it for a command. */
    static void silence(MenuBar bar) {
        IntStream.range(0, bar.getMenuCount()).forEach(i -> silence(bar.getMenu(i)));
    }

    private static void silence(Menu menu) {
        for (int i = 0; i < menu.getItemCount(); i++) {
            if (menu.getItem(i) instanceof Menu below) {
                silence(below);
            } else if (menu.getItem(i) instanceof CheckboxMenuItem mark) {
                Arrays.stream(mark.getItemListeners()).forEach(mark::removeItemListener);
            }
        }
    }
}
