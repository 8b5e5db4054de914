package org.potsweep.jobs.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that belong to this package. */
final class Resource {
    private Resource() {}

    /** @param name of the file in the folder {@code report} of the resources */
    static String text(String name) {
        try (InputStream stream = Resource.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new FileNotFoundException("report/" + name + " is missing from the application's jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
