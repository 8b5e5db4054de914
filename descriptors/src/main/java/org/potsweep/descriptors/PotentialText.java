package org.potsweep.descriptors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The words of a text file as LAMMPS reads potential files: comments begin with #, blank lines do not count. */
final class PotentialText {
    /** A line that has words. */
    record Line(Path file, int number, List<String> words) {
        IllegalArgumentException refused(String problem) {
            return new IllegalArgumentException(file + ":" + number + ": " + problem);
        }

        double number(int word) {
            try {
                double value = Double.parseDouble(words.get(word));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Refused below, as what is not finite.
            }
            throw refused("'" + words.get(word) + "' is not a finite number");
        }

        int count(int word) {
            double value = number(word);
            if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
                throw refused("'" + words.get(word) + "' is not a whole number from 0");
            }
            return (int) value;
        }
    }

    private PotentialText() {}

    /** @throws IllegalArgumentException if the file cannot be read */
    static List<Line> lines(Path file) {
        List<Line> lines = new ArrayList<>();
        try {
            // Names of authors come in any encoding, but only in comments.
            List<String> text = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < text.size(); i++) {
                String content = text.get(i)
                        .replaceFirst("#.*", "")
                        .replaceAll("[\"']", " ")
                        .strip();
                if (!content.isEmpty()) {
                    lines.add(new Line(file, i + 1, List.of(content.split("\\s+"))));
                }
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + ": the file is empty");
        }
        return lines;
    }
}
