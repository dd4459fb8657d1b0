package org.samovar.fiji.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;

/** SciJava, which Fiji runs on, understands the commands. */
class SciJavaTest {
    private static final Context CONTEXT = new Context(CommandService.class);

    @AfterAll
    static void close() {
        CONTEXT.dispose();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SegmentWithPrompts.class,
                SegmentEverything.class,
                SegmentInstances.class,
                PropagateThroughStack.class,
                SegmentCollection.class,
                SegmentSemantic.class,
                SegmentWithSupportSet.class,
                RefineLabels.class,
                MeasureObjects.class,
                ObjectsToLabelImage.class,
                TrainOrFinetune.class,
                ManageModels.class,
                CompareModels.class,
                EvaluateAgainstLabels.class,
                BatchFolder.class,
                CheckSetup.class
            })
    void eachCommandIsFoundAndValid(Class<? extends SamovarCommand> type) {
        CommandInfo info = info(type);
        assertThat(info.isValid()).isTrue();
        assertThat(info.canRunHeadless()).isTrue();
    }

    @Test
    void choicesAreOfferedBeforeTheDialog() throws Exception {
        Module module = module(SegmentWithPrompts.class);
        module.initialize();
        assertThat(module.getInfo().getInput("output").getChoices()).hasToString("[ROI, Label image, Overlay, Table]");
        assertThat(module.getInfo().getInput("prompts").getChoices()).hasSize(4);
        assertThat(module.getInfo().getInput("model").getChoices()).isNotEmpty();
    }

    @Test
    void optionsComeInTheOrderOfTheDialogAndHaveValues() throws Exception {
        Module module = module(SegmentEverything.class);
        List<ModuleItem<?>> inputs = StreamSupport.stream(
                        module.getInfo().inputs().spliterator(), false)
                .filter(input -> !input.getType().getName().startsWith("org.scijava"))
                .toList();
        assertThat(inputs).extracting(ModuleItem::getName).containsExactly("image", "model", "area", "score", "output");
        assertThat(inputs.stream().skip(1))
                .allSatisfy(input -> assertThat(input.getValue(module)).isNotNull());
    }

    @Test
    void whatNoDialogShowsKeepsItsValueWithoutBeingAskedFor() throws Exception {
        Module window = module(ManageModels.class);
        new MacroDefaults().process(window);
        assertThat(List.of("action", "model", "file")).allMatch(window::isInputResolved);
        Module dialog = module(SegmentEverything.class);
        new MacroDefaults().process(dialog);
        assertThat(List.of("model", "area", "score", "output")).noneMatch(dialog::isInputResolved);
    }

    private static Module module(Class<? extends SamovarCommand> type) throws ModuleException {
        Module module = info(type).createModule();
        CONTEXT.inject(module);
        return module;
    }

    private static CommandInfo info(Class<? extends SamovarCommand> type) {
        return CONTEXT.service(CommandService.class).getCommand(type);
    }
}
