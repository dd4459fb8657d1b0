package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tool in plain ImageJ, by mouse and keys. */
class ToolIT {
    private static String shown = "";

    @BeforeAll
    static void work() throws Exception {
        shown = InstalledImageJ.runOnDisplay(ToolMain.class);
        // how long the event thread was busy and how fast previews followed the mouse, for people to read
        shown.lines()
                .filter(line -> line.startsWith("BUSY ") || line.startsWith("PREVIEWS "))
                .forEach(System.out::println);
    }

    @Test
    void theMenuPutsTheToolInTheToolbar() {
        assertThat(shown.lines()).contains("TOOL Samovar Tool");
    }

    @Test
    void aClickFindsTheNucleusAndAClickBesideItLeavesPixelsOut() {
        // the nucleus has about 1200 pixels
        assertThat(number("CLICKED")).isBetween(800.0, 1600.0);
        assertThat(number("CORRECTED")).isPositive().isLessThan(number("CLICKED") * 1.2);
    }

    @Test
    void acceptedObjectsRememberTheirPrompts() {
        assertThat(shown.lines()).contains("SAID point 125,112,+ #1 and box 75,128,113,173");
    }

    @Test
    void objectsComeBackWhenTheImageIsOpenedAgain() {
        assertThat(number("REOPENED")).isEqualTo(number("CLICKED"));
    }

    @Test
    void anObjectIsFollowedThroughAStackAndItsFilesComeBack() {
        // about the nucleus on each of three slices
        assertThat(number("FOLLOWED")).isBetween(2400.0, 4800.0);
        assertThat(shown.lines()).contains("LABELS " + (int) number("FOLLOWED") + " of 3", "KEPT point 125,112,+");
    }

    @Test
    void whatWasRecordedFindsTheSamePixelsWithoutADisplay() throws Exception {
        List<String> recorded = shown.lines()
                .filter(line -> line.startsWith("RECORDED run"))
                .map(line -> line.substring("RECORDED ".length()))
                .toList();
        // the second object was accepted, undone and accepted again; the last one is of the series
        assertThat(recorded).hasSize(4);
        String macro = "open('" + InstalledImageJ.SAMPLE.replace("\\", "\\\\") + "');\n"
                + recorded.get(0) + "getStatistics(area); print('FIRST ' + area); run('Select None');\n"
                + recorded.get(2) + "getStatistics(area); print('SECOND ' + area);";
        String again = InstalledImageJ.runHeadless(macro);
        assertThat(InstalledImageJ.number(again, "FIRST")).isEqualTo(number("CLICKED"));
        assertThat(InstalledImageJ.number(again, "SECOND")).isEqualTo(number("BOXED"));
    }

    private static double number(String word) {
        return InstalledImageJ.number(shown, word);
    }
}
