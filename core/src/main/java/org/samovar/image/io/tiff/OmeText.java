package org.samovar.image.io.tiff;

import java.util.Locale;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.raw.VoxelType;

/** The OME-XML of a file that is written here, in ASCII: pages run through the channels, the slices, the points in time. */
final class OmeText {
    private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private OmeText() {}

    /** @param channelsOnPages channels that have pages of their own; the others are samples of one page */
    static String of(VolumeInfo info, VoxelType type, int channelsOnPages) {
        return new OmeText().text(info, type, channelsOnPages);
    }

    private String text(VolumeInfo info, VoxelType type, int channelsOnPages) {
        VolumeSize size = info.size();
        int samples = info.channels() / channelsOnPages;
        out.append("<OME xmlns=\"").append(SCHEMA).append("\"><Image ID=\"Image:0\"><Pixels ID=\"Pixels:0\"");
        attribute("DimensionOrder", "XYCZT");
        attribute("Type", name(type));
        attribute("SizeX", size.width());
        attribute("SizeY", size.height());
        attribute("SizeZ", size.depth());
        attribute("SizeC", info.channels());
        attribute("SizeT", size.frames());
        attribute("BigEndian", "false");
        attribute("Interleaved", samples > 1);
        place(info.geometry());
        out.append('>');
        for (int c = 0; c < channelsOnPages; c++) {
            out.append("<Channel");
            attribute("ID", "Channel:0:" + c);
            attribute("SamplesPerPixel", samples);
            out.append("/>");
        }
        long pages = (long) channelsOnPages * size.depth() * size.frames();
        out.append("<TiffData");
        attribute("IFD", 0);
        attribute("PlaneCount", pages);
        out.append("/></Pixels><AnnotationRef ID=\"Annotation:0\"/></Image>");
        out.append("<StructuredAnnotations><MapAnnotation ID=\"Annotation:0\"><Value><M");
        attribute("K", OmeXml.AFFINE);
        out.append('>')
                .append(OmeOrder.note(info.geometry().affine()))
                .append("</M></Value></MapAnnotation></StructuredAnnotations></OME>");
        return out.toString();
    }

    private void place(VolumeGeometry geometry) {
        Spacing spacing = geometry.spacing();
        double[] steps = {spacing.x(), spacing.y(), spacing.z()};
        for (int axis = 0; axis < steps.length; axis++) {
            String name = "PhysicalSize" + "XYZ".charAt(axis);
            attribute(name, steps[axis]);
            attribute(name + "Unit", spacing.unit());
        }
        if (!"frame".equals(geometry.timeUnit())) {
            attribute("TimeIncrement", geometry.frameInterval());
            attribute("TimeIncrementUnit", geometry.timeUnit());
        }
    }

    private void attribute(String name, Object value) {
        out.append(' ').append(name).append("=\"");
        for (char c : String.valueOf(value).toCharArray()) {
            boolean isPlain = c >= ' ' && c < 0x7f && "<>&\"".indexOf(c) < 0;
            if (isPlain) {
                out.append(c);
            } else {
                out.append("&#").append((int) c).append(';');
            }
        }
        out.append('"');
    }

    private static String name(VoxelType type) {
        return switch (type) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }
}
