package org.samovar.fiji.installed;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.Toolbar;
import ij.io.FileSaver;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import ij.process.StackStatistics;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.io.File;
import java.nio.file.Files;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Works with the tool as a user does, by mouse and keys. */
final class ToolMain {
    /** Where the windows of images are. */
    private static final Rectangle IMAGES = new Rectangle(40, 160, 702, 590);

    private final Robot robot = new Robot();
    private final String file;
    private final File folder;
    private ImagePlus image;

    private ToolMain(String file, File folder) throws Exception {
        this.file = file;
        this.folder = folder;
        this.image = open(file);
    }

    /** @param arguments an image, and a folder for pictures of the screen */
    public static void main(String[] arguments) throws Exception {
        new ImageJ();
        Recorder recorder = new Recorder();
        recorder.setLocation(720, 560);
        RoiManager manager = new RoiManager();
        manager.setLocation(1000, 160);
        ToolMain user = new ToolMain(arguments[0], new File(arguments[1]));
        IJ.run("Samovar Tool");
        DisplayMain.print("TOOL " + Toolbar.getToolName());
        EventWatch watch = EventWatch.begin();
        user.work(manager);
        watch.longest()
                .forEach(
                        (milliseconds, what) -> DisplayMain.print("BUSY " + Math.round(milliseconds) + " ms: " + what));
        recorder.getText().lines().forEach(line -> DisplayMain.print("RECORDED " + line));
        System.exit(0);
    }

    private void work(RoiManager manager) throws Exception {
        move(20, 20);
        move(125, 112);
        DisplayMain.await("a preview", () -> shapes() > 0);
        picture("preview");
        hover();
        click(125, 112);
        DisplayMain.await("an outline beside the mark of the click", () -> overlay() == 2);
        image.getCanvas().requestFocus();
        picture("click");
        altClick(124, 136);
        DisplayMain.await(
                "the corrected outline", () -> ImageJ.getStatusBarText().contains("score") && overlay() == 3);
        picture("correction");
        DisplayMain.print("CORRECTED " + area(outline()));
        key(KeyEvent.VK_BACK_SPACE);
        DisplayMain.await("the first outline", () -> overlay() == 2);
        key(KeyEvent.VK_2);
        Thread.sleep(1000);
        picture("another-mask");
        key(KeyEvent.VK_1);
        key(KeyEvent.VK_ENTER);
        DisplayMain.await("the object", () -> manager.getCount() == 1);
        drag(75, 128, 112, 172);
        DisplayMain.await("an outline in the box", () -> overlay() == 3);
        picture("box");
        key(KeyEvent.VK_ENTER);
        DisplayMain.await("the second object", () -> manager.getCount() == 2);
        undo();
        DisplayMain.await("the box in work again", () -> manager.getCount() == 1 && overlay() == 3);
        picture("undone");
        key(KeyEvent.VK_ENTER);
        DisplayMain.await("the second object again", () -> manager.getCount() == 2);
        DisplayMain.print("CLICKED " + area(manager.getRoi(0)));
        DisplayMain.print("SAID " + manager.getRoi(0).getProperty("sam.prompt") + " and "
                + manager.getRoi(1).getProperty("sam.prompt"));
        DisplayMain.print("BOXED " + area(manager.getRoi(1)));
        manager.select(0);
        DisplayMain.await("the first object in work again", () -> overlay() == 3 && image.getRoi() == null);
        picture("selected");
        key(KeyEvent.VK_ESCAPE);
        DisplayMain.await("both objects", () -> overlay() == 2);
        reopen();
        follow();
        keep();
    }

    /** Moves the mouse over the image for some seconds. */
    private void hover() {
        Set<Roi> previews = Collections.newSetFromMap(new IdentityHashMap<>());
        long start = System.nanoTime();
        double seconds = 0;
        for (int i = 0; seconds < 4; i++) {
            move(60 + i % 180, 100 + i % 70);
            Overlay overlay = image.getOverlay();
            if (overlay != null && overlay.size() > 0) {
                previews.add(overlay.get(overlay.size() - 1));
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        DisplayMain.print("PREVIEWS " + Math.round(previews.size() / seconds) + " a second");
    }

    private void reopen() throws Exception {
        manager().reset();
        close();
        image = open(file);
        move(20, 20);
        move(125, 112);
        GenericDialog dialog = DisplayMain.awaitDialog("the journal");
        picture("offer");
        DisplayMain.confirm(dialog);
        DisplayMain.await("both objects again", () -> manager().getCount() == 2);
        DisplayMain.print("REOPENED " + area(manager().getRoi(0)));
    }

    /** The first object through a series of images in which everything moves. */
    private void follow() throws Exception {
        ImageStack frames = new ImageStack(image.getWidth(), image.getHeight());
        for (int i = 0; i < 3; i++) {
            ImageProcessor frame = image.getProcessor().duplicate();
            frame.translate(2 * i, i);
            frames.addSlice(frame);
        }
        close();
        manager().reset();
        image = new ImagePlus("series", frames);
        show(image);
        click(125, 112);
        DisplayMain.await("an outline on the first slice", () -> shapes() == 1);
        image.getCanvas().requestFocus();
        key(KeyEvent.VK_ENTER);
        DisplayMain.await("the object", () -> manager().getCount() == 1);
        IJ.run(image, "Propagate Through Stack...", "prompts=[ROI Manager] through=z");
        ImagePlus labels = WindowManager.getImage("series-labels");
        labels.getWindow().setLocation(400, 400);
        labels.setSlice(3);
        Thread.sleep(1000);
        picture("followed");
        DisplayMain.print("FOLLOWED " + new StackStatistics(labels).histogram16[1]);
    }

    /** ROIs and labels to files, and back. */
    private void keep() throws Exception {
        String rois = Files.createTempFile("rois", ".zip").toString();
        String tiff = Files.createTempFile("labels", ".tif").toString();
        manager().runCommand("Save", rois);
        ImagePlus labels = WindowManager.getImage("series-labels");
        new FileSaver(labels).saveAsTiff(tiff);
        manager().reset();
        labels.close();
        close();
        ImagePlus again = IJ.openImage(tiff);
        DisplayMain.print("LABELS " + new StackStatistics(again).histogram16[1] + " of " + again.getStackSize());
        manager().runCommand("Open", rois);
        DisplayMain.print("KEPT " + manager().getRoi(0).getProperty("sam.prompt"));
    }

    private void close() {
        image.changes = false;
        image.close();
    }

    private static RoiManager manager() {
        return RoiManager.getInstance();
    }

    private static ImagePlus open(String file) {
        ImagePlus image = IJ.openImage(file);
        show(image);
        return image;
    }

    private static void show(ImagePlus image) {
        image.show();
        image.getWindow().setLocation(40, 160);
        for (int i = 0; i < 2; i++) {
            image.getCanvas().zoomIn(0, 0);
        }
    }

    private void undo() {
        robot.keyPress(KeyEvent.VK_CONTROL);
        key(KeyEvent.VK_Z);
        robot.keyRelease(KeyEvent.VK_CONTROL);
    }

    private Roi outline() {
        return image.getOverlay().get(0);
    }

    private static double area(Roi roi) {
        return roi.getStatistics().area;
    }

    private int overlay() {
        return image.getOverlay() == null ? 0 : image.getOverlay().size();
    }

    private int shapes() {
        Overlay overlay = image.getOverlay();
        int n = 0;
        for (int i = 0; overlay != null && i < overlay.size(); i++) {
            n += overlay.get(i).getType() != Roi.POINT ? 1 : 0;
        }
        return n;
    }

    private Point onCanvas(double x, double y) {
        return new Point(image.getCanvas().screenXD(x + 0.5), image.getCanvas().screenYD(y + 0.5));
    }

    private void move(double x, double y) {
        Point corner = image.getCanvas().getLocationOnScreen();
        Point at = onCanvas(x, y);
        robot.mouseMove(corner.x + at.x, corner.y + at.y);
        robot.waitForIdle();
    }

    private void click(double x, double y) {
        move(x, y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /** The keyboard of Java's own display does not reach the mouse's events. */
    private void altClick(double x, double y) {
        Point at = onCanvas(x, y);
        for (int id : new int[] {MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED}) {
            image.getCanvas()
                    .dispatchEvent(new MouseEvent(
                            image.getCanvas(),
                            id,
                            System.currentTimeMillis(),
                            InputEvent.ALT_DOWN_MASK,
                            at.x,
                            at.y,
                            1,
                            false,
                            MouseEvent.BUTTON1));
        }
        robot.waitForIdle();
    }

    private void drag(double x0, double y0, double x1, double y1) {
        move(x0, y0);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        move((x0 + x1) / 2, (y0 + y1) / 2);
        move(x1, y1);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    private void key(int code) {
        robot.keyPress(code);
        robot.keyRelease(code);
        robot.waitForIdle();
    }

    private void picture(String name) throws Exception {
        File file = new File(folder, "tool-" + name + ".png");
        DisplayMain.screenshot(file);
        DisplayMain.screenshot(IMAGES, new File(folder, "image-" + name + ".png"));
    }
}
