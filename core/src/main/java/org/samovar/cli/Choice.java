package org.samovar.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Reads constants in any case; errors name them as help does, by {@link Object#toString}. */
record Choice<E extends Enum<E>>(Class<E> type) implements CommandLine.ITypeConverter<E> {
    @Override
    public E convert(String text) {
        return constants()
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is none of "
                        + constants().map(Object::toString).collect(Collectors.joining(", "))));
    }

    private Stream<E> constants() {
        return Arrays.stream(type.getEnumConstants());
    }

    static <T extends Enum<T>> void register(CommandLine line, Class<T> type) {
        line.registerConverter(type, new Choice<>(type));
    }
}
