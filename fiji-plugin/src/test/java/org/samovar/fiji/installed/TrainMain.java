package org.samovar.fiji.installed;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Plot;
import java.awt.event.KeyEvent;
import java.io.File;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Trains while a user looks at the curve, asks a model for something else, closes the curve and presses Escape. */
final class TrainMain {
    private TrainMain() {}

    /** @param arguments an image, a folder for pictures of the screen, a config, a folder to learn from and one for the run */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        ImagePlus image = IJ.openImage(arguments[0]);
        image.show();
        image.getWindow().setLocation(40, 160);
        WindowManager.setCurrentWindow(image.getWindow());
        String line = "run('Train or Finetune...', 'config=[" + arguments[2] + "] data=[" + arguments[3]
                + "] labels=foreground destination=[" + arguments[4] + "]'); print('CURRENT ' + getTitle());";
        Thread training = new Thread(() -> IJ.runMacro(line.replace("\\", "\\\\")), "macro");
        training.start();

        DisplayMain.await("the curve", () -> points() > 100);
        plot().orElseThrow().getWindow().setLocation(500, 200);
        Thread.sleep(2000);
        DisplayMain.screenshot(new File(arguments[1], "training.png"));

        image.setRoi(104, 89, 42, 48);
        WindowManager.setTempCurrentImage(image);
        IJ.runMacro("run('Segment with Prompts...', 'output=ROI');");
        DisplayMain.await(
                "the outline", () -> image.getRoi() != null && image.getRoi().getProperty("sam.id") != null);
        DisplayMain.print("ANSWERED " + (training.isAlive() ? "before" : "after") + " the end");
        WindowManager.setTempCurrentImage(null);

        ImagePlus curve = plot().orElseThrow();
        int before = points();
        DisplayMain.await("more of the curve", () -> points() > before);
        curve.getWindow().close();
        DisplayMain.await("the end of the window", () -> plot().isEmpty());
        Thread.sleep(2500);
        boolean comesBack = plot().isPresent();
        DisplayMain.print(comesBack || !training.isAlive() ? "WRONG" : "CLOSED and training goes on");

        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        long start = System.nanoTime();
        training.join();
        DisplayMain.print("ENDED");
        DisplayMain.print("SECONDS " + (System.nanoTime() - start) / 1e9);
        Optional.ofNullable(IJ.getLog()).ifPresent(DisplayMain::print);
        System.exit(0);
    }

    private static Optional<ImagePlus> plot() {
        int[] ids = WindowManager.getIDList();
        return Arrays.stream(ids == null ? new int[0] : ids)
                .mapToObj(WindowManager::getImage)
                .filter(Objects::nonNull)
                .filter(image -> image.getProperty(Plot.PROPERTY_KEY) != null)
                .findFirst();
    }

    /** Of the loss, in the window. */
    private static int points() {
        return plot().map(image -> (Plot) image.getProperty(Plot.PROPERTY_KEY))
                .map(plot -> plot.getDataObjectArrays(0)[0].length)
                .orElse(0);
    }
}
