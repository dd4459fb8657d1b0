package org.samovar.fiji.job;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.plugin.FileInfoVirtualStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.samovar.geometry.UserError;

/** Files of images, as ImageJ opens them. */
final class ImageFiles {
    static final List<String> ENDINGS = List.of(".png", ".tif", ".tiff", ".jpg", ".jpeg", ".gif", ".bmp");

    /** Of which ImageJ reads single planes as it reads whole stacks. */
    private static final Set<Integer> READ_BY_PLANE =
            Set.of(FileInfo.GRAY8, FileInfo.COLOR8, FileInfo.GRAY16_UNSIGNED, FileInfo.GRAY32_FLOAT, FileInfo.RGB);

    private ImageFiles() {}

    /** Whether a file is one by its name, and not hidden. */
    static boolean isImage(Path file) {
        return FolderFiles.isOne(file, ENDINGS);
    }

    /**
     * Opens a file without a window; TIFF stacks plane by plane, when their planes are looked at.
     *
     * @throws UserError when it is damaged, or none that ImageJ opens
     */
    static ImagePlus open(Path file) {
        List<FileInfo> planes = WholeFile.require(file);
        boolean errorsToLog = IJ.redirectingErrorMessages();
        // a dialog would wait for someone to close it
        IJ.redirectErrorMessages(true);
        try {
            return isReadByPlane(planes) ? virtual(file, planes.get(0)) : whole(file);
        } catch (UserError e) {
            throw e;
        } catch (RuntimeException damaged) {
            throw new UserError(refusal(file), damaged);
        } finally {
            IJ.redirectErrorMessages(errorsToLog);
        }
    }

    private static boolean isReadByPlane(List<FileInfo> planes) {
        int count = planes.size() == 1 ? planes.get(0).nImages : planes.size();
        return count > 1 && planes.stream().allMatch(plane -> isLike(plane, planes.get(0)));
    }

    private static boolean isLike(FileInfo plane, FileInfo first) {
        return READ_BY_PLANE.contains(plane.fileType)
                && plane.fileType == first.fileType
                && plane.width == first.width
                && plane.height == first.height;
    }

    private static ImagePlus virtual(Path file, FileInfo first) {
        ImagePlus image = FileInfoVirtualStack.openVirtual(file.toString());
        if (image == null) {
            throw new UserError(refusal(file));
        }
        double[] ranges = first.displayRanges;
        if (image instanceof CompositeImage && ranges != null && ranges.length > 1) {
            // NB: ImageJ restores the brightness of channels in whole stacks only
            image.setDisplayRange(ranges[0], ranges[1]);
        }
        return image;
    }

    private static ImagePlus whole(Path file) {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        ImagePlus image = opener.openImage(file.toString());
        if (image == null) {
            throw new UserError(refusal(file));
        }
        return image;
    }

    private static String refusal(Path file) {
        return "Cannot open " + file + " as an image.";
    }
}
