package rxt.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which RxT this is, from the properties that the build left beside the classes.
 *
 * @param version such as {@code 0.1.0}
 * @param commit abbreviated, {@code -dirty} where the tree had changes, {@code unknown} outside a checkout
 */
public record Build(String version, String commit) {
    private static final String RESOURCE = "/rxt/build.properties";

    /** This build. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        String dirty = Boolean.parseBoolean(properties.getProperty("git.dirty")) ? "-dirty" : "";
        return new Build(
                properties.getProperty("git.build.version", "unknown"),
                properties.getProperty("git.commit.id.abbrev", "unknown") + dirty);
    }
}
