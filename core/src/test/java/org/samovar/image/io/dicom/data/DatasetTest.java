package org.samovar.image.io.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    @Test
    void tagsAreInTheOrderInWhichElementsAreWritten() {
        assertThat(Stream.of(Tag.values()).map(Tag::number)).isSorted().doesNotHaveDuplicates();
        assertThat(Tag.IMAGE_POSITION).hasToString("(0020,0032)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -2.5, 1 / 3.0, -1e-17 / 3, 1.23456789e300, 1e15, -123456.789012345678})
    void numbersTakeSixteenLettersAndLittleOfTheirValue(double number) {
        String text = DecimalText.of(number);
        assertThat(text).hasSizeLessThanOrEqualTo(16);
        assertThat(Math.abs(Double.parseDouble(text) - number)).isLessThanOrEqualTo(1e-8 * Math.abs(number));
    }

    @Test
    void uidsAreOfTheStandardsForm() {
        assertThat(Uid.random()).matches("2\\.25\\.[1-9][0-9]{1,38}").isNotEqualTo(Uid.random());
        assertThat(Uid.named("a")).isEqualTo(Uid.named("a"));
    }

    @Test
    void numbersThatAreNoneAreNamed() throws IOException {
        Dataset data = new Dataset()
                .put(Tag.IMAGE_POSITION, "1\\ 2.5 \\-3e1")
                .put(Tag.PIXEL_SPACING, "1\\x")
                .put(Tag.FRAMES, "1.5")
                .put(Tag.RESCALE_SLOPE, "NaN");
        assertThat(data.decimals(Tag.IMAGE_POSITION)).containsExactly(1, 2.5, -30);
        assertThatThrownBy(() -> data.decimals(Tag.PIXEL_SPACING))
                .hasMessage("its element (0028,0030) holds 'x', which is no number");
        assertThatThrownBy(() -> data.whole(Tag.FRAMES, 1)).hasMessageContaining("no whole number");
        assertThatThrownBy(() -> data.decimals(Tag.RESCALE_SLOPE)).hasMessageContaining("not finite");
    }

    @Test
    void endlessNestingEndsInWords() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            out.writeBytes(new byte[] {9, 0, 1, 0, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1});
        }
        DicomInput in = new DicomInput(new ByteArrayInputStream(out.toByteArray()));
        assertThatThrownBy(() -> new DatasetParser(in, TransferSyntax.EXPLICIT_LITTLE).dataset())
                .hasMessage("its elements are nested more than 32 deep");
    }

    @Test
    void whatIsKeptOfAFileHasALimit() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 82, 48, -110, 'S', 'Q', 0, 0, -1, -1, -1, -1});
        byte[] item = {-2, -1, 0, -32, 0, 0, 0, 0};
        for (int i = 0; i < (1 << 19) + 1; i++) {
            out.writeBytes(item);
        }
        DicomInput in = new DicomInput(new ByteArrayInputStream(out.toByteArray()));
        assertThatThrownBy(() -> new DatasetParser(in, TransferSyntax.EXPLICIT_LITTLE).dataset())
                .hasMessage("it describes more frames than can be held");
    }

    @Test
    void aHeadIsToldFromOtherBytes() {
        assertThat(DicomFile.recognises("not an image at all".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(DicomFile.recognises(new byte[DicomFile.HEAD])).isFalse();
        assertThat(DicomFile.recognises(new byte[] {8, 0, 5, 0, 10, 0, 0, 0})).isTrue();
        assertThat(DicomFile.recognises(new byte[] {8, 0, 5, 0, 10, 0, 1, 0})).isFalse();
        assertThat(DicomFile.recognises(new byte[] {8, 0, 5, 0, 2, 0, 0, 0, 'I', 'S', 8, 0, 8, 0}))
                .isTrue();
        assertThat(DicomFile.recognises(new byte[] {8, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0}))
                .isFalse();
        assertThat(DicomFile.recognises(new byte[] {2, 0, 0, 0, 4, 0, 0, 0})).isFalse();
        assertThat(DicomFile.recognises(new byte[] {0, 8, 0, 5, 'C', 'S', 0, 10}))
                .isTrue();
    }
}
