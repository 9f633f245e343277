package rxt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder for PATH that holds links to some of the programs of this machine, and so hides all others. */
final class SearchPath {
    /** What {@code jobs/rxt} itself calls to start RxT from what is built. */
    static final List<String> SHELL_TOOLS = List.of("sh", "readlink", "dirname", "find", "rm", "mv", "mktemp", "java");

    private SearchPath() {}

    static Path of(Path folder, List<String> programs) throws IOException {
        Files.createDirectories(folder);
        for (String program : programs) {
            String file = new Programs(System.getenv("PATH")).path(program).orElseThrow();
            if (!Files.exists(folder.resolve(program))) {
                Files.createSymbolicLink(folder.resolve(program), Path.of(file).toRealPath());
            }
        }
        return folder;
    }
}
