package org.samovar.fiji.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;

/** The model of these tests answers a box with itself, and a click with three squares around it. */
class ObjectTalkTest {
    private final ImagePlus image = IJ.createImage("stack", "8-bit black", 40, 30, 3);
    private final Samovar samovar = new Samovar(new ModelHost(new FakeModels()), "first");

    @Test
    void aBoxIsAnsweredWithAnOutlineThatRemembersIt() {
        image.setSlice(2);
        Roi outline = samovar.on(image).box(3, 4, 10, 5).outline();
        assertThat(outline.getContainedPoints()).hasSize(50);
        assertThat(outline.getProperty("sam.prompt")).isEqualTo("box 3,4,13,9");
        assertThat(outline.getPosition()).isEqualTo(2);
    }

    @Test
    void oneOfSeveralMasksIsChosen() {
        ObjectTalk talk = samovar.on(image).click(20, 15);
        assertThat(talk.masks()).isEqualTo(3);
        assertThat(talk.outline().getContainedPoints()).hasSize(25);
        assertThat(talk.mask(3).outline().getContainedPoints()).hasSize(81);
        assertThat(talk.mask(3).words()).isEqualTo("point 20,15,+ #3");
        assertThat(talk.mask(1).pixels().getStats().mean * 1200).isEqualTo(255);
        assertThat(talk.score()).isEqualTo(0.75);
    }

    @Test
    void saidThingsAddUpAndTheTalkBeforeStaysAsItWas() {
        ObjectTalk first = samovar.on(image).click(20, 15);
        ObjectTalk second = first.beside(25, 15).roi(new Roi(1, 2, 3, 4));
        assertThat(second.words()).isEqualTo("point 20,15,+; point 25,15,-; box 1,2,4,6");
        assertThat(first.words()).isEqualTo("point 20,15,+");
    }

    @Test
    void thereIsNoAnswerToNothing() {
        assertThatThrownBy(() -> samovar.on(image).outline())
                .isInstanceOf(UserError.class)
                .hasMessage("Nothing was said about the object yet.");
        assertThatThrownBy(() -> samovar.on(image).mask(1)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> samovar.on(image).click(1, 1).mask(0))
                .hasMessage("Masks are counted from 1, but 0 was asked for.");
        assertThatThrownBy(() -> samovar.on(image).click(100, 1).outline()).isInstanceOf(UserError.class);
    }

    @Test
    void allObjectsAreALabelImage() {
        ImagePlus labels = samovar.everything(image, 0);
        assertThat(labels.getTitle()).isEqualTo("stack-labels");
        assertThat(labels.getProcessor().getStats().max).isEqualTo(2);
    }
}
