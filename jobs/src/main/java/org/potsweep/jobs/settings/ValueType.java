package org.potsweep.jobs.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the value of a key must be.
 *
 * <p>Numbers may be written as text, since that is how the environment gives them.
 *
 * @param description completes "must be ..."
 * @param placeholder stands for a value that was refused, so that reading can go on to the next problem; it never
 *     leaves this package, as reading then ends in an error
 * @param choices the words that are allowed, where there is such a list
 * @param parse the value, or empty when it is of another kind
 */
record ValueType<T>(String description, T placeholder, List<String> choices, Function<ConfigValue, Optional<T>> parse) {

    static final ValueType<String> TEXT =
            scalar("text", "", text -> text).where(text -> !text.isBlank(), "that is not empty");

    static final ValueType<Double> NUMBER =
            scalar("a number", 0.0, text -> new BigDecimal(text).doubleValue()).where(Double::isFinite, "");

    static final ValueType<Integer> INTEGER = scalar("a whole number", 0, text -> new BigDecimal(text).intValueExact());

    static final ValueType<Long> LONG = scalar("a whole number", 0L, text -> new BigDecimal(text).longValueExact());

    static final ValueType<Double> POSITIVE = NUMBER.where(number -> number > 0, "greater than 0");

    static final ValueType<Double> NOT_NEGATIVE = NUMBER.where(number -> number >= 0, "of at least 0");

    static final ValueType<Integer> COUNT = INTEGER.where(number -> number >= 1, "of at least 1");

    /** A LAMMPS flag: LAMMPS writes 0 and 1, HOCON false and true. */
    static final ValueType<Boolean> FLAG =
            oneOf(Map.of("0", false, "1", true, "false", false, "true", true), "0, 1, false or true");

    static final ValueType<Long> BYTES = new ValueType<>(
            "a size in memory such as 128 MiB",
            0L,
            List.of(),
            value -> attempt(() -> value.atKey("size").getMemorySize("size").toBytes()));

    /** A file as it is written, relative or not. */
    static final ValueType<String> FILE = scalar("the name of a local file", "", text -> text)
            .where(text -> !text.contains("://") && isPath(text), "");

    /** A regular expression. */
    static final ValueType<String> PATTERN =
            scalar("a regular expression", "", text -> Pattern.compile(text).pattern());

    /** The constants of an enum, spelled in lower case with hyphens. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> constants) {
        Map<String, E> words = new LinkedHashMap<>();
        Arrays.stream(constants.getEnumConstants()).forEach(constant -> words.put(word(constant), constant));
        return oneOf(words, "one of " + String.join(", ", words.keySet()));
    }

    /** The given words. */
    static <T> ValueType<T> oneOf(Map<String, T> words, String description) {
        T any = words.values().iterator().next();
        return new ValueType<>(
                description,
                any,
                List.copyOf(words.keySet()),
                value -> text(value).map(words::get));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** This type narrowed to the values for which the condition holds. */
    ValueType<T> where(Predicate<T> holds, String condition) {
        return new ValueType<>(
                (description + " " + condition).strip(),
                placeholder,
                choices,
                value -> parse.apply(value).filter(holds));
    }

    private static <T> ValueType<T> scalar(String description, T placeholder, Function<String, T> parse) {
        return new ValueType<>(
                description,
                placeholder,
                List.of(),
                value -> text(value).flatMap(text -> attempt(() -> parse.apply(text))));
    }

    /** A scalar as it was written: {@code 1.0} stays {@code 1.0}. */
    static Optional<String> text(ConfigValue value) {
        boolean scalar = value.valueType() == ConfigValueType.STRING
                || value.valueType() == ConfigValueType.NUMBER
                || value.valueType() == ConfigValueType.BOOLEAN;
        return scalar ? Optional.of(value.atKey("text").getString("text").strip()) : Optional.empty();
    }

    private interface Parsing<T> {
        T parse();
    }

    private static <T> Optional<T> attempt(Parsing<T> parsing) {
        try {
            return Optional.of(parsing.parse());
        } catch (ArithmeticException | NumberFormatException | PatternSyntaxException | ConfigException refused) {
            return Optional.empty();
        }
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException refused) {
            return false;
        }
    }
}
