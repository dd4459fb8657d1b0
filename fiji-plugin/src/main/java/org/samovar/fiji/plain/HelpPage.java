package org.samovar.fiji.plain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.samovar.fiji.command.SamovarCommand;

/** Pages of the documentation, as ImageJ's help windows show them: without a network, so without pictures and links to other pages. */
final class HelpPage {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private HelpPage() {}

    /** @param page as {@link SamovarCommand#page()} names it */
    static String html(String page) {
        Node document = PARSER.parse(text(page));
        document.accept(new WithinOnePage());
        return "<html>" + RENDERER.render(document);
    }

    private static String text(String page) {
        String name = "/org/samovar/fiji/docs/" + page + ".md";
        try (InputStream text = HelpPage.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("no page " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes pictures away, and of links to other pages all but their words. */
    private static final class WithinOnePage extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            image.unlink();
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            if (!link.getDestination().startsWith("http")) {
                for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                    link.insertBefore(child);
                }
                link.unlink();
            }
        }
    }
}
