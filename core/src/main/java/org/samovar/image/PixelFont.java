package org.samovar.image;

import java.util.Map;

/** Digits and small letters of five by seven pixels. */
final class PixelFont {
    private static final int WIDTH = 5;
    static final int HEIGHT = 7;

    /** Column by column from the left, in each the lowest bit on top. */
    private static final Map<Character, Long> GLYPHS = Map.ofEntries(
            Map.entry('0', 0x3E8B268BEL),
            Map.entry('1', 0x81FE100L),
            Map.entry('2', 0x4693470C2L),
            Map.entry('3', 0x3197160A1L),
            Map.entry('4', 0x10FE48A18L),
            Map.entry('5', 0x398B162A7L),
            Map.entry('6', 0x30932653CL),
            Map.entry('7', 0x30A27881L),
            Map.entry('8', 0x3693264B6L),
            Map.entry('9', 0x1E5326486L),
            Map.entry('.', 0x183000L),
            Map.entry(',', 0xC2000L),
            Map.entry('-', 0x81020408L),
            Map.entry('_', 0x408102040L),
            Map.entry('a', 0x78A952A20L),
            Map.entry('b', 0x38891247FL),
            Map.entry('c', 0x208912238L),
            Map.entry('d', 0x7F9112238L),
            Map.entry('e', 0x18A952A38L),
            Map.entry('f', 0x20227F08L),
            Map.entry('g', 0x3EA54A90CL),
            Map.entry('h', 0x78081047FL),
            Map.entry('i', 0x81F6200L),
            Map.entry('j', 0x7B12020L),
            Map.entry('k', 0x88A087FL),
            Map.entry('l', 0x81FE080L),
            Map.entry('m', 0x78086027CL),
            Map.entry('n', 0x78081047CL),
            Map.entry('o', 0x388912238L),
            Map.entry('p', 0x82850A7CL),
            Map.entry('q', 0x7C3050A08L),
            Map.entry('r', 0x8081047CL),
            Map.entry('s', 0x20A952A48L),
            Map.entry('t', 0x208111F84L),
            Map.entry('u', 0x7C410203CL),
            Map.entry('v', 0x1C410101CL),
            Map.entry('w', 0x3C80C203CL),
            Map.entry('x', 0x445041444L),
            Map.entry('y', 0x3CA14280CL),
            Map.entry('z', 0x449953244L));

    private PixelFont() {}

    /** What is done with a pixel of a text. */
    @FunctionalInterface
    interface Ink {
        /** Takes the place of the pixel, from the upper left corner of the text. */
        void dot(int x, int y);
    }

    /** Columns of a text with the gaps behind its letters. */
    static int width(String text) {
        return (WIDTH + 1) * text.length();
    }

    /** Draws a text; what is not in the font is blank. */
    static void draw(String text, Ink ink) {
        for (int i = 0; i < text.length(); i++) {
            // bit 7 * column + row is ink
            long glyph = GLYPHS.getOrDefault(text.charAt(i), 0L);
            for (int bit = 0; bit < WIDTH * HEIGHT; bit++) {
                if ((glyph >>> bit & 1) != 0) {
                    ink.dot((WIDTH + 1) * i + bit / HEIGHT, bit % HEIGHT);
                }
            }
        }
    }
}
