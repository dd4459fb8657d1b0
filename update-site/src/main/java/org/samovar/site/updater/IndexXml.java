package org.samovar.site.updater;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.site.updater.Index.Current;
import org.samovar.site.updater.Index.Entry;
import org.samovar.site.updater.Index.Facts;
import org.samovar.site.updater.Index.Previous;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The index as a file: XML, compressed. The same index gives the same bytes. */
final class IndexXml {
    private IndexXml() {}

    /**
     * Reads a file. What the updater shows of the versions is left out, as a new build says it anew.
     *
     * @throws UserError when it is no index
     */
    static Index read(Path file) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            Index index = Index.empty();
            Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
            for (Element plugin : children(root, "plugin")) {
                Entry entry = entry(plugin);
                index.entries().put(Index.key(entry.path()), entry);
            }
            return index;
        } catch (IOException | SAXException | NumberFormatException e) {
            throw new UserError(file + " is no index of an update site: " + e.getMessage() + ".", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry entry(Element plugin) {
        String path = plugin.getAttribute("filename");
        return new Entry(
                path,
                children(plugin, "platform").stream()
                        .map(Element::getTextContent)
                        .findFirst(),
                children(plugin, "version").stream()
                        .map(version -> new Current(
                                version.getAttribute("checksum"),
                                number(version, "timestamp"),
                                number(version, "filesize"),
                                Facts.NONE))
                        .findFirst(),
                children(plugin, "previous-version").stream()
                        .map(previous -> new Previous(
                                previous.hasAttribute("filename") ? previous.getAttribute("filename") : path,
                                previous.getAttribute("checksum"),
                                number(previous, "timestamp"),
                                previous.hasAttribute("timestamp-obsolete")
                                        ? OptionalLong.of(number(previous, "timestamp-obsolete"))
                                        : OptionalLong.empty()))
                        .toList());
    }

    private static long number(Element element, String attribute) {
        return Long.parseLong(element.getAttribute(attribute));
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = parent.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            found.add((Element) all.item(i));
        }
        return found;
    }

    /**
     * Writes a file.
     *
     * @throws UserError when it cannot be written
     */
    static void write(Path file, Index index) {
        AtomicFiles.write(file, out -> {
            GZIPOutputStream compressed = new GZIPOutputStream(out);
            try {
                XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
                        .createXMLStreamWriter(compressed, StandardCharsets.UTF_8.name());
                xml.writeStartDocument("UTF-8", "1.0");
                xml.writeStartElement("pluginRecords");
                for (Entry entry : index.entries().values()) {
                    write(xml, entry);
                }
                xml.writeEndDocument();
                xml.close();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
            compressed.finish();
        });
    }

    private static void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("plugin");
        xml.writeAttribute("filename", entry.path());
        writeText(xml, "platform", entry.platform());
        if (entry.current().isPresent()) {
            write(xml, entry.current().get());
        }
        for (Previous previous : entry.previous()) {
            xml.writeEmptyElement("previous-version");
            xml.writeAttribute("timestamp", Long.toString(previous.time()));
            writeNumber(xml, "timestamp-obsolete", previous.obsolete());
            xml.writeAttribute("checksum", previous.checksum());
            xml.writeAttribute("filename", previous.path());
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, Current version) throws XMLStreamException {
        Facts facts = version.facts();
        xml.writeStartElement("version");
        xml.writeAttribute("checksum", version.checksum());
        xml.writeAttribute("timestamp", Long.toString(version.time()));
        xml.writeAttribute("filesize", Long.toString(version.size()));
        writeText(xml, "description", Optional.of(facts.description()));
        for (Map.Entry<String, OptionalLong> dependency : facts.dependencies().entrySet()) {
            xml.writeEmptyElement("dependency");
            xml.writeAttribute("filename", dependency.getKey());
            writeNumber(xml, "timestamp", dependency.getValue());
        }
        writeText(xml, "link", facts.link());
        writeText(xml, "author", facts.author());
        xml.writeEndElement();
    }

    private static void writeNumber(XMLStreamWriter xml, String attribute, OptionalLong number)
            throws XMLStreamException {
        if (number.isPresent()) {
            xml.writeAttribute(attribute, Long.toString(number.getAsLong()));
        }
    }

    private static void writeText(XMLStreamWriter xml, String element, Optional<String> text)
            throws XMLStreamException {
        if (text.isPresent()) {
            xml.writeStartElement(element);
            xml.writeCharacters(text.get());
            xml.writeEndElement();
        }
    }
}
