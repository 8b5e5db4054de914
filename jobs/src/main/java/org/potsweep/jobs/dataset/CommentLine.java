package org.potsweep.jobs.dataset;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The second line of an extended XYZ frame: {@code key=value} pairs between blanks, and bare keys, which are flags.
 *
 * <p>A value is a bare word, a text in quotes of either kind (a backslash takes the next character as it is), a text
 * in braces (the braces are dropped), or an array in brackets (kept, nested ones included). Blanks may surround the
 * equals sign.
 */
final class CommentLine {
    private final String line;
    private int at;

    private CommentLine(String line) {
        this.line = line;
    }

    /**
     * The pairs of a line, in its order; a bare key has the value "T".
     *
     * @throws IllegalArgumentException if a quote or bracket stays open, an equals sign has no key, or one key has two
     *     values
     */
    static Map<String, String> parse(String line) {
        CommentLine parser = new CommentLine(line);
        Map<String, String> pairs = new LinkedHashMap<>();
        while (parser.skipBlanks()) {
            String key = parser.key();
            String value = parser.value();
            String earlier = pairs.put(key, value);
            if (earlier != null && !earlier.equals(value)) {
                throw new IllegalArgumentException("key " + key + " has two values, " + earlier + " and " + value);
            }
        }
        return pairs;
    }

    private String key() {
        if (line.charAt(at) == '=') {
            throw new IllegalArgumentException("an equals sign without a key, column " + (at + 1));
        }
        return isQuote(line.charAt(at)) ? quoted() : word(true);
    }

    private String value() {
        int end = at;
        if (!skipBlanks() || line.charAt(at) != '=') {
            at = end;
            return "T";
        }
        end = ++at;
        if (!skipBlanks()) {
            return "";
        }
        char first = line.charAt(at);
        if (isQuote(first)) {
            return quoted();
        }
        if (first == '[' || first == '{') {
            return bracketed(first, first == '[' ? ']' : '}');
        }
        String word = word(false);
        if (at - word.length() > end && word.indexOf('=') >= 0) {
            // "note= energy=-1.5": the note is empty, and the energy must not vanish into it.
            at = end;
            return "";
        }
        return word;
    }

    private String word(boolean stopAtEquals) {
        int start = at;
        while (at < line.length() && line.charAt(at) > ' ' && !(stopAtEquals && line.charAt(at) == '=')) {
            at++;
        }
        return line.substring(start, at);
    }

    private String quoted() {
        int start = at;
        char quote = line.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                return text.toString();
            }
            if (c == '\\' && at < line.length()) {
                c = line.charAt(at++);
            }
            text.append(c);
        }
        throw new IllegalArgumentException("the quote in column " + (start + 1) + " is not closed");
    }

    private String bracketed(char open, char close) {
        int start = at;
        int depth = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted();
                continue;
            }
            at++;
            depth += c == open ? 1 : c == close ? -1 : 0;
            if (depth == 0) {
                return open == '{' ? line.substring(start + 1, at - 1).strip() : line.substring(start, at);
            }
        }
        throw new IllegalArgumentException("the " + open + " in column " + (start + 1) + " is not closed");
    }

    private boolean skipBlanks() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at < line.length();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
