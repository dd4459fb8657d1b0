package org.samovar.fiji.installed;

import com.github.caciocavallosilano.cacio.ctc.junit.CacioExtension;
import ij.ImageJ;
import ij.gui.GenericDialog;
import java.awt.AWTException;
import java.awt.Button;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** Runs another main on a display that is drawn in Java's memory, with windows, a mouse and a keyboard. */
final class DisplayMain {
    private DisplayMain() {}

    /** @param arguments the name of a class with a main, and what that gets */
    public static void main(String[] arguments) throws Exception {
        new CacioExtension(); // its class puts the display in the place of Java's own
        silenceCheckMarks();
        Class.forName(arguments[0]).getDeclaredMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    /** This display tells of each check mark that a program sets as if a user had chosen it; ImageJ would take it for a command. */
    private static void silenceCheckMarks() {
        ByteBuddyAgent.install();
        new ByteBuddy()
                .redefine(ImageJ.class)
                .method(ElementMatchers.named("itemStateChanged"))
                .intercept(StubMethod.INSTANCE)
                .make()
                .load(ImageJ.class.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }

    /** Waits for something to happen; ends the program when it does not. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        print("no sign of " + what);
        Arrays.stream(Window.getWindows()).filter(Window::isShowing).forEach(window -> print("shown: " + window));
        System.exit(1);
    }

    /** Waits for a dialog, until its fields are there as well. */
    static GenericDialog awaitDialog(String what) throws InterruptedException {
        await("the dialog of " + what, () -> dialog() != null);
        Thread.sleep(1000);
        return dialog();
    }

    /** The dialog that is shown; null when there is none. */
    static GenericDialog dialog() {
        for (Window window : Window.getWindows()) {
            if (window instanceof GenericDialog dialog && window.isShowing()) {
                return dialog;
            }
        }
        return null;
    }

    /** Presses OK, whatever it is called. */
    static void confirm(GenericDialog dialog) {
        Button ok = dialog.getButtons()[0];
        ok.dispatchEvent(new ActionEvent(ok, ActionEvent.ACTION_PERFORMED, "OK"));
    }

    static void screenshot(File file) throws AWTException, IOException {
        screenshot(new Rectangle(0, 0, 1280, 900), file);
    }

    /** Of a part of the screen. */
    static void screenshot(Rectangle part, File file) throws AWTException, IOException {
        ImageIO.write(new Robot().createScreenCapture(part), "png", file);
    }

    static void print(String line) {
        System.out.println(line);
    }
}
