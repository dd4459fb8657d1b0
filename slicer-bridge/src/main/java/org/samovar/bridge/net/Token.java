package org.samovar.bridge.net;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.samovar.bridge.v1.Handshake;
import org.samovar.geometry.UserError;

/** The secret that a server and its clients share. Never part of a message or a log. */
public final class Token implements AutoCloseable {
    private static final int DIGITS = 2 * Handshake.BYTES;

    private final byte[] bytes;
    private volatile boolean isForgotten;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One that nobody else knows. */
    public static Token random() {
        byte[] bytes = new byte[Handshake.BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(bytes);
    }

    /**
     * One as text.
     *
     * @throws UserError when it is not 64 hexadecimal digits
     */
    public static Token parse(String digits) {
        try {
            if (digits.length() == DIGITS) {
                return new Token(HexFormat.of().parseHex(digits));
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text, which may be all but one digit of a secret
        }
        throw new UserError("A token is " + DIGITS + " hexadecimal digits.");
    }

    /**
     * One from the first line of a stream, of which nothing further is read.
     *
     * @throws UserError when the line is not 64 hexadecimal digits
     */
    public static Token readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && line.length() <= DIGITS; next = in.read()) {
            line.append((char) next);
        }
        return parse(line.toString().stripTrailing());
    }

    /** As text, to tell a client; 64 lower-case hexadecimal digits. */
    public String digits() {
        return HexFormat.of().formatHex(known());
    }

    String proofOfClient(String serverNonce, String clientNonce) {
        return Handshake.proofOfClient(known(), serverNonce, clientNonce);
    }

    String proofOfServer(String serverNonce, String clientNonce) {
        return Handshake.proofOfServer(known(), serverNonce, clientNonce);
    }

    private byte[] known() {
        if (isForgotten) {
            throw new IllegalStateException("the token is forgotten");
        }
        return bytes;
    }

    /** Forgets it; nothing can be proved with it any more. */
    @Override
    public void close() {
        isForgotten = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "token";
    }
}
