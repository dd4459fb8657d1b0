package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.samovar.geometry.UserError;

/**
 * What the OME-XML of a file says of its first image (OME model, schema 2016-06, "Pixels" and "TiffData"); other images are
 * left out.
 *
 * @param uuid of this file; empty where it says none
 * @param pixels the attributes of its pixels
 * @param blocks the attributes of its TiffData, each with {@code UUID} where it names the file that it is in
 * @param samples of its first channel, on one page
 * @param affine from voxels to the world as this program notes it, row by row; empty where there is none
 */
record OmeXml(String uuid, Map<String, String> pixels, List<Map<String, String>> blocks, int samples, String affine) {
    /** The key of the annotation with the directions and the origin, which OME-TIFF has no place for. */
    static final String AFFINE = "samovar-affine";

    private static final String UUID = "UUID";

    static boolean isOme(String description) {
        int root = description.indexOf("<OME");
        return root >= 0 && root < 2000 && description.stripLeading().startsWith("<");
    }

    /** @param text a character for each byte */
    static OmeXml parse(String text) throws IOException {
        // decoded here, as the parser prints what it thinks of wrong bytes
        String xml = new String(text.replace("\0", "").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // a file from elsewhere is not to make this program open others
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml.stripLeading()));
            return new Parsing(reader).run();
        } catch (XMLStreamException e) {
            throw new IOException("its OME-XML makes no sense", e);
        }
    }

    OptionalDouble number(String attribute) {
        String value = pixels.getOrDefault(attribute, "");
        try {
            double number = Double.parseDouble(value);
            return number > 0 && Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Goes through the elements of a document. */
    private static final class Parsing {
        private final XMLStreamReader reader;
        private final Map<String, String> pixels = new HashMap<>();
        private final List<Map<String, String>> blocks = new ArrayList<>();
        private String uuid = "";
        private String affine = "";
        private int samples = 1;
        private int images;
        private boolean hasChannel;

        Parsing(XMLStreamReader reader) {
            this.reader = reader;
        }

        OmeXml run() throws XMLStreamException {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    start(reader.getLocalName());
                }
            }
            if (images == 0) {
                throw new UserError("its OME-XML describes no image in this file");
            }
            return new OmeXml(uuid, pixels, blocks, samples, affine);
        }

        private void start(String name) throws XMLStreamException {
            switch (name) {
                case "OME" -> uuid = attributes().getOrDefault(UUID, "");
                case "Pixels" -> {
                    images++;
                    if (images == 1) {
                        pixels.putAll(attributes());
                    }
                }
                case "Channel" -> {
                    if (images == 1 && !hasChannel) {
                        samples = OmeOrder.whole(attributes(), "SamplesPerPixel", 1);
                        hasChannel = true;
                    }
                }
                case "TiffData" -> {
                    if (images == 1) {
                        blocks.add(attributes());
                    }
                }
                case "UUID" -> {
                    if (images == 1 && !blocks.isEmpty()) {
                        blocks.get(blocks.size() - 1).put(UUID, reader.getElementText());
                    }
                }
                case "M" -> {
                    if (AFFINE.equals(attributes().get("K"))) {
                        affine = reader.getElementText();
                    }
                }
                default -> {}
            }
        }

        private Map<String, String> attributes() {
            Map<String, String> out = new HashMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                out.put(
                        reader.getAttributeLocalName(i),
                        reader.getAttributeValue(i).strip());
            }
            return out;
        }
    }
}
