package org.samovar.image.io.tiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.UnknownVariant;
import org.samovar.image.io.raw.Micrometres;

/** The order of pages that OME-XML describes. */
final class OmeOrder {
    private static final double CLOSE = 1e-6;

    private final OmeXml xml;
    private final int depth;
    private final int channels;
    private final int frames;
    private final String order;

    private OmeOrder(OmeXml xml) {
        this.xml = xml;
        this.depth = whole(xml.pixels(), "SizeZ", 1);
        this.channels = whole(xml.pixels(), "SizeC", 1) / Math.max(1, xml.samples());
        this.frames = whole(xml.pixels(), "SizeT", 1);
        this.order = xml.pixels().getOrDefault("DimensionOrder", "XYZCT");
        if (depth < 1 || channels < 1 || frames < 1 || !order.matches("XY(ZCT|ZTC|CZT|CTZ|TZC|TCZ)")) {
            throw new UserError("its OME-XML describes no stack: order " + order + ", " + depth + " slices, " + channels
                    + " channels, " + frames + " points in time");
        }
    }

    static PageOrder of(OmeXml xml, List<TiffDirectory> pages) throws UnknownVariant {
        OmeOrder order = new OmeOrder(xml);
        return new PageOrder(order.planes(pages), order.depth, order.frames, order.channels, order.geometry(), 1, 0);
    }

    static int whole(Map<String, String> attributes, String name, int otherwise) {
        try {
            return attributes.containsKey(name) ? Integer.parseInt(attributes.get(name)) : otherwise;
        } catch (NumberFormatException e) {
            throw new UserError(
                    "its OME-XML says '" + attributes.get(name) + "' for " + name + ", which is no whole number", e);
        }
    }

    private List<TiffDirectory> planes(List<TiffDirectory> pages) throws UnknownVariant {
        if ((double) depth * channels * frames > pages.size()) {
            throw new UnknownVariant(
                    "its OME-XML describes " + depth + " slices, " + channels + " channels and " + frames
                            + " points in time, and it has " + pages.size()
                            + " pages; stacks in several files are not read here");
        }
        Integer[] out = new Integer[depth * channels * frames];
        Arrays.fill(out, -1);
        List<Map<String, String>> blocks = xml.blocks().isEmpty() ? List.of(Map.of()) : xml.blocks();
        for (Map<String, String> block : blocks) {
            String uuid = block.getOrDefault("UUID", "");
            if (!uuid.isEmpty() && !uuid.equals(xml.uuid())) {
                throw new UnknownVariant("some of its planes lie in other files, which are not read here");
            }
            place(block, out);
        }
        if (Arrays.stream(out).anyMatch(page -> page < 0 || page >= pages.size())) {
            throw new UserError("some of its planes are on none of its pages");
        }
        return Arrays.stream(out).map(pages::get).toList();
    }

    /** Pages from one on, that hold planes from one on in the order of the dimensions. */
    private void place(Map<String, String> block, Integer... out) {
        int page = whole(block, "IFD", 0);
        int plane = 0;
        int step = 1;
        for (char axis : order.substring(2).toCharArray()) {
            plane = Math.addExact(plane, Math.multiplyExact(step, whole(block, "First" + axis, 0)));
            step *= length(axis);
        }
        int most = block.containsKey("IFD") ? 1 : out.length;
        int planes = whole(block, "PlaneCount", most);
        if (plane < 0 || planes < 0 || planes > out.length - plane || page < 0) {
            throw new UserError("its OME-XML places planes where there are none");
        }
        for (int i = 0; i < planes; i++) {
            out[number(plane + i)] = page + i;
        }
    }

    private int length(char axis) {
        return switch (axis) {
            case 'Z' -> depth;
            case 'C' -> channels;
            default -> frames;
        };
    }

    /** The number of a plane here, from that in the order of the dimensions. */
    private int number(int plane) {
        int rest = plane;
        int out = 0;
        for (char axis : order.substring(2).toCharArray()) {
            int at = rest % length(axis);
            rest /= length(axis);
            out += switch (axis) {
                case 'Z' -> at * channels;
                case 'C' -> at;
                default -> at * channels * depth;
            };
        }
        return out;
    }

    private VolumeGeometry geometry() {
        String unit = unit("PhysicalSizeX");
        double interval = xml.number("TimeIncrement").orElse(1);
        String time =
                xml.number("TimeIncrement").isPresent() ? xml.pixels().getOrDefault("TimeIncrementUnit", "s") : "frame";
        Affine plain = Affine.of(size("PhysicalSizeX", unit), size("PhysicalSizeY", unit), size("PhysicalSizeZ", unit));
        return new VolumeGeometry(noted().filter(a -> hasStepsOf(a, plain)).orElse(plain), unit, interval, time);
    }

    /** Whether no program has changed the steps since the directions were noted. */
    private static boolean hasStepsOf(Affine noted, Affine plain) {
        return isClose(noted.x().length(), plain.x().length())
                && isClose(noted.y().length(), plain.y().length())
                && isClose(noted.z().length(), plain.z().length());
    }

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= CLOSE * b;
    }

    private double size(String attribute, String unit) {
        double factor = picometres(unit(attribute)) / picometres(unit);
        return xml.number(attribute).orElse(1) * (Double.isNaN(factor) ? 1 : factor);
    }

    private String unit(String attribute) {
        if (xml.number(attribute).isEmpty()) {
            return "pixel";
        }
        return Micrometres.named(xml.pixels().getOrDefault(attribute + "Unit", Micrometres.UNIT));
    }

    /** Whole numbers, so that their quotients are exact; NaN of what is no length. */
    private static double picometres(String unit) {
        return switch (unit) {
            case "m" -> 1e12;
            case "cm" -> 1e10;
            case "mm" -> 1e9;
            case Micrometres.UNIT -> 1e6;
            case "nm" -> 1e3;
            case "pm" -> 1;
            case "Å" -> 100;
            case "in" -> 2.54e10;
            default -> Double.NaN;
        };
    }

    /** What this program noted. */
    private Optional<Affine> noted() {
        String[] words = xml.affine().strip().split("\\s+");
        if (words.length != 12) {
            return Optional.empty();
        }
        try {
            double[] v = Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
            return Optional.of(new Affine(
                    new WorldVector(v[0], v[4], v[8]),
                    new WorldVector(v[1], v[5], v[9]),
                    new WorldVector(v[2], v[6], v[10]),
                    new WorldVector(v[3], v[7], v[11])));
        } catch (NumberFormatException e) {
            throw new UserError("the directions that its OME-XML notes are no numbers", e);
        }
    }

    /** The numbers that {@link #noted} reads. */
    static String note(Affine a) {
        List<String> out = new ArrayList<>();
        for (double v : new double[] {
            a.x().x(), a.y().x(), a.z().x(), a.origin().x(),
            a.x().y(), a.y().y(), a.z().y(), a.origin().y(),
            a.x().z(), a.y().z(), a.z().z(), a.origin().z()
        }) {
            out.add(String.valueOf(v));
        }
        return String.join(" ", out);
    }
}
