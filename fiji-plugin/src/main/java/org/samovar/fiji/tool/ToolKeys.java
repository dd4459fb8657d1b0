package org.samovar.fiji.tool;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import java.awt.Component;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.KeyListener;
import java.awt.event.MouseWheelEvent;
import java.util.Arrays;

/** The keys of the tool, heard before ImageJ's own, which get all that the tool does not use. */
final class ToolKeys {
    private final Annotators annotators;

    ToolKeys(Annotators annotators) {
        this.annotators = annotators;
    }

    /** Listens on an image's canvas and window. */
    void listenBefore(ImageCanvas canvas, ImagePlus image) {
        KeyListener ours = new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent e) {
                if (SamovarTool.isInHand() && isUsed(annotators.of(image), e)) {
                    e.consume();
                }
            }
        };
        putFirst(canvas, ours);
        putFirst(image.getWindow(), ours);
        canvas.addMouseWheelListener(e -> {
            if (SamovarTool.isInHand() && isUsed(annotators.of(image), e)) {
                e.consume();
            } else {
                image.getWindow().mouseWheelMoved(e);
            }
        });
    }

    /** ImageJ's own listeners leave alone what an earlier one consumed. */
    private static void putFirst(Component component, KeyListener first) {
        KeyListener[] others = component.getKeyListeners();
        Arrays.stream(others).forEach(component::removeKeyListener);
        component.addKeyListener(first);
        Arrays.stream(others).forEach(component::addKeyListener);
    }

    private static boolean isUsed(Annotator annotator, MouseWheelEvent e) {
        boolean several = annotator
                .answer()
                .filter(shown -> shown.answer().candidates().size() > 1)
                .isPresent();
        if (!several || e.isControlDown() || e.isShiftDown() || e.isMetaDown()) {
            return false;
        }
        annotator.cycle(e.getWheelRotation() > 0 ? 1 : -1);
        return true;
    }

    private static boolean isUsed(Annotator annotator, KeyEvent e) {
        boolean command = e.isControlDown() || e.isMetaDown();
        if (command && e.getKeyCode() == KeyEvent.VK_Z) {
            if (e.isShiftDown()) {
                annotator.redo();
            } else {
                annotator.undo();
            }
            return true;
        }
        if (command && e.getKeyCode() == KeyEvent.VK_Y) {
            annotator.redo();
            return true;
        }
        if (command || e.isAltDown() || annotator.work().draft().isEmpty()) {
            return false;
        }
        switch (e.getKeyCode()) {
            case KeyEvent.VK_ENTER -> annotator.accept();
            case KeyEvent.VK_BACK_SPACE -> annotator.takeBack();
            case KeyEvent.VK_ESCAPE -> annotator.drop();
            case KeyEvent.VK_DELETE -> annotator.delete();
            case KeyEvent.VK_1, KeyEvent.VK_2, KeyEvent.VK_3 -> annotator.choose(e.getKeyCode() - KeyEvent.VK_1);
            default -> {
                return false;
            }
        }
        return true;
    }
}
