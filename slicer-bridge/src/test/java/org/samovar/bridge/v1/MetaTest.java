package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MetaTest {
    private final Meta meta = meta(
            "{\"name\":\"liver\",\"n\":7,\"big\":9007199254740992,\"bigger\":9007199254740994,\"x\":2.5,\"e\":1e2,\"huge\":1e999,\"none\":null,"
                    + "\"p\":[1,2.5,-3],\"box\":[0,1,2,3],\"keys\":[\"a\",\"\"],\"mixed\":[1,\"2\"],"
                    + "\"plane\":{\"axis\":\"k\",\"size\":[4,\"x\"]},\"on\":[{\"said\":\"a\"},{\"plane\":{\"index\":-1}}]}");

    private static Meta meta(String text) {
        try {
            return new Meta(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Fault e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).hasMessage(message).isInstanceOfSatisfying(Fault.class, fault -> assertThat(
                        fault.code())
                .isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @Test
    void everyKindOfFieldIsRead() throws Fault {
        assertThat(meta.text("name")).isEqualTo("liver");
        assertThat(meta.whole("n", 7, 7)).isEqualTo(7);
        assertThat(meta.whole("e", 0, 1000)).isEqualTo(100);
        assertThat(meta.whole("big", 0L, Long.MAX_VALUE)).isEqualTo(1L << 53);
        assertThat(meta.number("x")).isEqualTo(2.5);
        assertThat(meta.numbers("p", 3)).containsExactly(1, 2.5, -3);
        assertThat(meta.wholes("box", 4, 0, 3)).containsExactly(0, 1, 2, 3);
        assertThat(meta.texts("keys", 2)).containsExactly("a", "");
        assertThat(meta.object("plane").text("axis")).isEqualTo("k");
        assertThat(meta.objects("on", 2)).hasSize(2);
    }

    @Test
    void aFieldThatIsLeftOutOrNullHasItsDefault() throws Fault {
        assertThat(meta.whole("frame", 0, 9, 4)).isEqualTo(4);
        assertThat(meta.whole("none", 0, 9, 4)).isEqualTo(4);
        assertThat(meta.whole("n", 0, 9, 4)).isEqualTo(7);
        assertThat(meta.text("title", "-")).isEqualTo("-");
        assertThat(meta.text("name", "-")).isEqualTo("liver");
        assertThat(meta.has("none")).isFalse();
        assertThat(meta.has("n")).isTrue();
    }

    @Test
    void aMissingFieldIsNamed() {
        assertRefused(() -> meta.text("said"), "The field \"said\" is missing; it should be a text.");
        assertRefused(() -> meta.text("none"), "The field \"none\" is missing; it should be a text.");
        assertRefused(
                () -> meta.object("plane").whole("index", 0, 99),
                "The field \"plane.index\" is missing; it should be a whole number from 0 to 99.");
    }

    @Test
    void aFieldOfAnotherKindIsQuoted() {
        assertRefused(() -> meta.text("n"), "The field \"n\" should be a text; it is 7.");
        assertRefused(
                () -> meta.whole("name", 0, 9),
                "The field \"name\" should be a whole number from 0 to 9; it is \"liver\".");
        assertRefused(() -> meta.whole("x", 0, 9), "The field \"x\" should be a whole number from 0 to 9; it is 2.5.");
        assertRefused(() -> meta.whole("n", 0, 6), "The field \"n\" should be a whole number from 0 to 6; it is 7.");
        assertRefused(
                () -> meta.whole("huge", 0L, Long.MAX_VALUE),
                "The field \"huge\" should be a whole number from 0 to 9223372036854775807; it is 1e999.");
        assertRefused(
                () -> meta.whole("bigger", 0L, Long.MAX_VALUE),
                "The field \"bigger\" should be a whole number from 0 to 9223372036854775807; it is 9007199254740994.");
        assertRefused(() -> meta.number("huge"), "The field \"huge\" should be a finite number; it is 1e999.");
        assertRefused(() -> meta.object("p"), "The field \"p\" should be an object; it is [1,2.5,-3].");
        assertRefused(() -> meta.texts("mixed", 2), "The field \"mixed[0]\" should be a text; it is 1.");
    }

    @Test
    void aListOfAnotherLengthIsRefused() {
        assertRefused(() -> meta.numbers("p", 4), "The field \"p\" should be a list of 4 numbers; it is [1,2.5,-3].");
        assertRefused(
                () -> meta.texts("keys", 1),
                "The field \"keys\" should be a list of at most 1 texts; it is [\"a\",\"\"].");
    }

    @Test
    void aFieldWithinOthersIsNamedByItsPath() {
        assertRefused(
                () -> meta.objects("on", 5).get(1).object("plane").whole("index", 0, 9),
                "The field \"on[1].plane.index\" should be a whole number from 0 to 9; it is -1.");
        assertRefused(
                () -> meta.object("plane").numbers("size", 2),
                "The field \"plane.size[1]\" should be a finite number; it is \"x\".");
        assertRefused(
                () -> {
                    throw meta.object("plane").wrong("axis", "i or j");
                },
                "The field \"plane.axis\" should be i or j; it is \"k\".");
    }

    @Test
    void aLongValueIsQuotedInPart() {
        Meta lengthy = meta("{\"a\":\"" + "x".repeat(1000) + "\"}");
        assertThatThrownBy(() -> lengthy.number("a"))
                .hasMessageContaining("xxx...")
                .message()
                .hasSizeLessThan(200);
    }
}
