package org.samovar.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;

class TokenTest {
    private static final String DIGITS = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @Test
    void noTwoTokensAreAlike() {
        assertThat(Token.random().digits())
                .hasSize(64)
                .isNotEqualTo(Token.random().digits());
    }

    @Test
    void aTokenComesBackFromItsDigits() {
        assertThat(Token.parse(DIGITS).digits()).isEqualTo(DIGITS);
        assertThat(Token.parse(DIGITS.toUpperCase(Locale.ROOT)).digits()).isEqualTo(DIGITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g",
                DIGITS + "0",
                DIGITS + DIGITS
            })
    void whatIsNoTokenIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> Token.parse(text))
                .isInstanceOf(UserError.class)
                .hasMessage("A token is 64 hexadecimal digits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {DIGITS + "\nrest", DIGITS + "\r\nrest"})
    void theFirstLineIsReadAndNotAByteMore(String text) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(Token.readLine(in).digits()).isEqualTo(DIGITS);
        assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("rest");
    }

    @Test
    void aLineWithoutEndIsGivenUp() {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[1000]);
        assertThatThrownBy(() -> Token.readLine(in)).isInstanceOf(UserError.class);
        assertThat(in.available()).isGreaterThan(900);
    }

    @Test
    void aForgottenTokenProvesNothing() {
        Token token = Token.parse(DIGITS);
        token.close();
        assertThatThrownBy(token::digits).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> token.proofOfClient("a", "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(Token.parse(DIGITS)).hasToString("token");
    }
}
