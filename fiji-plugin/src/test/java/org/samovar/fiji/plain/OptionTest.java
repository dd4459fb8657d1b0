package org.samovar.fiji.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.command.BatchFolder;
import org.samovar.fiji.command.CheckSetup;
import org.samovar.fiji.command.CompareModels;
import org.samovar.fiji.command.EvaluateAgainstLabels;
import org.samovar.fiji.command.ManageModels;
import org.samovar.fiji.command.MeasureObjects;
import org.samovar.fiji.command.ObjectsToLabelImage;
import org.samovar.fiji.command.PropagateThroughStack;
import org.samovar.fiji.command.RefineLabels;
import org.samovar.fiji.command.SamovarCommand;
import org.samovar.fiji.command.SegmentCollection;
import org.samovar.fiji.command.SegmentEverything;
import org.samovar.fiji.command.SegmentInstances;
import org.samovar.fiji.command.SegmentSemantic;
import org.samovar.fiji.command.SegmentWithPrompts;
import org.samovar.fiji.command.SegmentWithSupportSet;
import org.samovar.fiji.command.TrainOrFinetune;
import org.samovar.geometry.UserError;

class OptionTest {
    private static final List<SamovarCommand> COMMANDS = List.of(
            new SegmentWithPrompts(),
            new SegmentEverything(),
            new SegmentInstances(),
            new PropagateThroughStack(),
            new SegmentCollection(),
            new SegmentSemantic(),
            new SegmentWithSupportSet(),
            new RefineLabels(),
            new MeasureObjects(),
            new ObjectsToLabelImage(),
            new TrainOrFinetune(),
            new ManageModels(),
            new CompareModels(),
            new EvaluateAgainstLabels(),
            new BatchFolder(),
            new CheckSetup());

    /** All there are. */
    static List<SamovarCommand> commands() {
        return COMMANDS;
    }

    @Test
    void theOptionsComeInTheOrderOfFiji() {
        assertThat(Option.of(new SegmentEverything()))
                .extracting(Option::key)
                .containsExactly("model", "area", "score", "output");
    }

    @Test
    void aMacroSetsWhatItNamesAndLeavesTheRest() {
        List<Option> options = Option.of(new SegmentEverything());
        options.forEach(option -> option.take("area=7 output=[Label image] model=[a b]"));
        assertThat(options).extracting(Option::value).containsExactly("a b", "7", "", "Label image");
        options.forEach(option -> option.take("score=0.6"));
        assertThat(options).extracting(Option::value).containsExactly("a b", "7", "0.6", "Label image");
    }

    @Test
    void aNumberThatIsNoneIsRefusedByTheNameInTheDialog() {
        Option area = Option.of(new SegmentEverything()).get(1);
        assertThatThrownBy(() -> area.take("area=much"))
                .isInstanceOf(UserError.class)
                .hasMessage("\"much\" is not a whole number for Minimum area (pixels).");
    }

    /** ImageJ looks for "size=" anywhere, so that "tile_size=3" would answer for "size"; and it writes keywords in lower case. */
    @Test
    void noKeywordEndsAnotherAndAllAreInLowerCase() {
        for (SamovarCommand command : COMMANDS) {
            List<String> keys = Option.of(command).stream().map(Option::key).toList();
            for (String key : keys) {
                assertThat(key).isEqualTo(key.toLowerCase(Locale.ROOT));
                assertThat(keys.stream().filter(other -> other.endsWith(key))).containsExactly(key);
            }
        }
    }

    @Test
    void whatIsForMacrosAloneIsNotAskedFor() {
        assertThat(Option.of(new ManageModels())).noneMatch(Option::isAsked);
        assertThat(Option.of(new SegmentEverything())).allMatch(Option::isAsked);
    }

    @Test
    void everyChoiceHasItsOwnValueAmongItsChoices() {
        for (SamovarCommand command : COMMANDS) {
            assertThat(command.choices().keySet()).allMatch(name -> Option.of(command).stream()
                    .anyMatch(o -> o.key().equals(name)));
            Option.of(command).stream()
                    .filter(option -> !option.choices().isEmpty())
                    .forEach(option -> assertThat(option.choices()).contains(option.value()));
        }
    }
}
