package org.ponder.app.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes such as 8G or 500M, in the decimal units that {@link Size} writes. */
final class ByteCount implements ITypeConverter<Long> {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([kmgt]?)b?", Pattern.CASE_INSENSITIVE);

    @Override
    public Long convert(String value) {
        Matcher written = WRITTEN.matcher(value.strip());
        if (!written.matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is no size: write for example 8G or 500M");
        }
        int power = "kmgt".indexOf(written.group(2).toLowerCase(Locale.ROOT)) + 1;
        double factor = written.group(2).isEmpty() ? 1 : Math.pow(1000, power);
        return (long) (Double.parseDouble(written.group(1)) * factor);
    }
}
