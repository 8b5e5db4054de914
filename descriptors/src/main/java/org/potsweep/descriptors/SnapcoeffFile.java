package org.potsweep.descriptors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.potsweep.descriptors.PotentialText.Line;

/**
 * A .snapcoeff file: the number of elements and of coefficients an element; then for each element a line with symbol,
 * radelem and wj, and its coefficients, one a line.
 *
 * @param header the line with the two numbers
 * @param elements in the order of the file
 * @param coefficients element by element, eV
 */
record SnapcoeffFile(Line header, List<SnapParameters.Element> elements, double[] coefficients) {

    /** @throws IllegalArgumentException with file and line, if it cannot be read */
    static SnapcoeffFile read(Path file) {
        List<Line> lines = PotentialText.lines(file);
        Line header = lines.get(0);
        words(header, 2, "the number of elements and of coefficients an element");
        int elementCount = header.count(0);
        int block = header.count(1);
        if (elementCount == 0) {
            throw header.refused("a model needs at least one element");
        }
        long wanted = 1 + elementCount * (1L + block);
        if (lines.size() < wanted) {
            throw new IllegalArgumentException(file + ": ends after " + lines.size() + " lines of content; "
                    + elementCount + " elements of " + block + " coefficients take " + wanted);
        }
        if (lines.size() > wanted) {
            throw lines.get((int) wanted)
                    .refused("the file should end before this line: it has " + elementCount + " elements of " + block
                            + " coefficients already");
        }
        List<SnapParameters.Element> elements = new ArrayList<>();
        double[] coefficients = new double[elementCount * block];
        int at = 1;
        for (int e = 0; e < elementCount; e++) {
            Line element = words(lines.get(at++), 3, "an element, its radelem and its wj");
            elements.add(new SnapParameters.Element(element.words().get(0), element.number(1), element.number(2)));
            for (int c = 0; c < block; c++) {
                coefficients[e * block + c] =
                        words(lines.get(at++), 1, "one coefficient").number(0);
            }
        }
        return new SnapcoeffFile(header, elements, coefficients);
    }

    /** Whether an element's first coefficient, its constant, is other than zero. */
    boolean hasConstants() {
        int block = coefficients.length / elements.size();
        return IntStream.range(0, elements.size()).anyMatch(e -> block > 0 && coefficients[e * block] != 0);
    }

    private static Line words(Line line, int count, String what) {
        if (line.words().size() != count) {
            throw line.refused("expected " + what + ", found '" + String.join(" ", line.words()) + "'");
        }
        return line;
    }

    /** The text of a file with the coefficients of a model. */
    static String text(SnapModel model) {
        StringBuilder text = new StringBuilder("# SNAP coefficients by Potsweep. UNITS: metal\n");
        List<SnapParameters.Element> elements = model.parameters().elements();
        text.append('\n')
                .append(elements.size())
                .append(' ')
                .append(model.blockSize())
                .append('\n');
        for (int e = 0; e < elements.size(); e++) {
            SnapParameters.Element element = elements.get(e);
            text.append(element.symbol() + " " + element.radelem() + " " + element.wj() + "\n");
            for (int c = 0; c < model.blockSize(); c++) {
                text.append(model.coefficient(e, c)).append('\n');
            }
        }
        return text.toString();
    }
}
