package org.samovar.fiji.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.fiji.command.RefineLabels;
import org.samovar.fiji.command.SamovarCommand;

class HelpPageTest {
    @ParameterizedTest
    @MethodSource("org.samovar.fiji.plain.OptionTest#commands")
    void eachCommandHasAPageThatStandsByItself(SamovarCommand command) {
        String page = HelpPage.html(command.page());
        assertThat(page).startsWith("<html><h1>").doesNotContain("<img", "href=\".", "href=\"#", ".md\"");
        assertThat(page).as("names the command").containsIgnoringCase(command.name());
    }

    @Test
    void tablesAndWordsOfLinksStay() {
        String page = HelpPage.html(new RefineLabels().page());
        assertThat(page).contains("<td><code>below</code></td>", "<h1>Refine labels of another program</h1>");
        assertThat(HelpPage.html("how-to/macros")).contains("what the").contains("selection says");
    }

    @Test
    void aPageThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> HelpPage.html("how-to/nothing")).isInstanceOf(IllegalArgumentException.class);
    }
}
