package org.samovar.image.io.dicom.data;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as texts of at most 16 letters, which is what the standard allows. */
final class DecimalText {
    private static final int LONGEST = 16;
    private static final int DIGITS = 16;

    private DecimalText() {}

    static String of(double number) {
        String shortest = plain(BigDecimal.valueOf(number));
        for (int digits = DIGITS; shortest.length() > LONGEST; digits--) {
            shortest = plain(new BigDecimal(number).round(new MathContext(digits)));
        }
        return shortest;
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        String plain = bare.toPlainString();
        return plain.length() <= LONGEST ? plain : bare.toString();
    }
}
