package org.samovar.bridge.v1;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How two sides prove to each other that they know a token, without sending it. */
public final class Handshake {
    /** Major and minor version of the protocol. */
    public static final String PROTOCOL = "1.0";
    /** The bytes of a token, and of a nonce. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private Handshake() {}

    /** Random bytes that no connection had before, as 64 lower-case hexadecimal digits. */
    public static String nonce() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether a text is a nonce. */
    public static boolean isNonce(String text) {
        return NONCE.matcher(text).matches();
    }

    /** What a client shows, as 64 lower-case hexadecimal digits. */
    public static String proofOfClient(byte[] token, String serverNonce, String clientNonce) {
        return proof(token, "samovar-client:" + serverNonce + ":" + clientNonce);
    }

    /** What a server shows, as 64 lower-case hexadecimal digits. */
    public static String proofOfServer(byte[] token, String serverNonce, String clientNonce) {
        return proof(token, "samovar-server:" + serverNonce + ":" + clientNonce);
    }

    private static String proof(byte[] token, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Whether a proof is the expected one; how long this takes does not tell how much of it is right. */
    public static boolean agree(String proof, String expected) {
        return MessageDigest.isEqual(
                proof.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    }
}
