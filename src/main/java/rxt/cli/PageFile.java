package rxt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The page of a results file.
 *
 * @param results the results file, which the page must not replace
 * @param page where the page goes
 */
record PageFile(Path results, Path page) {
    /** Beside the results: {@code outputs/laptop.html} for {@code outputs/laptop.h5}. */
    static PageFile beside(Path results) {
        String name = results.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return new PageFile(results, results.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".html"));
    }

    /**
     * Writes it under another name first, so that no half page is ever there.
     *
     * @param text the page
     */
    void write(String text) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        if (Files.isDirectory(page) || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("cannot write " + page + ": "
                    + (Files.isDirectory(page) ? "it is a folder; name a file in it" : "there is no folder " + folder));
        }
        if (Files.exists(page) && Files.isSameFile(page, results)) {
            throw new IllegalArgumentException("the page would replace " + results + "; choose another name with -o");
        }
        Path part = folder.resolve("." + page.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, page, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
