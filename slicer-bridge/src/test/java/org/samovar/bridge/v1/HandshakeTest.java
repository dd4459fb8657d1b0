package org.samovar.bridge.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class HandshakeTest {
    @Test
    void noTwoNoncesAreAlike() {
        assertThat(Handshake.nonce()).matches(Handshake::isNonce).isNotEqualTo(Handshake.nonce());
    }

    @Test
    void onlyDigitsAreANonce() {
        String nonce = Handshake.nonce();
        assertThat(Handshake.isNonce(nonce.substring(1))).isFalse();
        assertThat(Handshake.isNonce(nonce + "0")).isFalse();
        assertThat(Handshake.isNonce(nonce + "\n")).isFalse();
        assertThat(Handshake.isNonce("AB".repeat(32))).isFalse();
        assertThat(Handshake.isNonce("xy".repeat(32))).isFalse();
    }

    @Test
    void aProofDependsOnAllThatGoesIntoIt() {
        byte[] token = new byte[32];
        String proof = Handshake.proofOfClient(token, "a", "b");
        assertThat(proof).hasSize(64).isEqualTo(Handshake.proofOfClient(token, "a", "b"));
        assertThat(proof)
                .isNotEqualTo(Handshake.proofOfServer(token, "a", "b"))
                .isNotEqualTo(Handshake.proofOfClient(token, "b", "a"))
                .isNotEqualTo(Handshake.proofOfClient(new byte[] {1}, "a", "b"));
        assertThat(Handshake.agree(proof, proof)).isTrue();
        assertThat(Handshake.agree(proof.toUpperCase(Locale.ROOT), proof)).isTrue();
        assertThat(Handshake.agree("", proof)).isFalse();
        assertThat(Handshake.agree(proof.substring(1), proof)).isFalse();
    }

    @Test
    void whatTheServerDidWrongIsNotTold() {
        Fault fault = new Fault(ErrorCode.NOT_FOUND, "There is no volume v1.");
        assertThat(Fault.of(fault)).isSameAs(fault);
        assertThat(Fault.of(new UserError("No.", "Do.")).hint()).isEqualTo("Do.");
        assertThat(Fault.of(new CancellationException()).code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(Fault.of(new OutOfMemoryError()).code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(Fault.of(new NullPointerException("secret")).message()).doesNotContain("secret");
    }
}
