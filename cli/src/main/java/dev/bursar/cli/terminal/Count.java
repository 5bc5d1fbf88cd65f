package dev.bursar.cli.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 0 on. */
public final class Count implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        try {
            long count = Long.parseLong(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // The same as a negative one: said below.
        }
        throw new TypeConversionException("a whole number from 0 on is needed, not '" + text + "'");
    }
}
