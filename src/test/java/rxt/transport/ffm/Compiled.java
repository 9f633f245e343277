package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rxt.study.Command;

/** C sources of the tests, compiled. */
final class Compiled {
    private Compiled() {}

    /**
     * Compiles a source beside this class.
     *
     * @param folder where the result goes
     * @param options the compiler and its options
     */
    static Path source(String source, Path folder, String result, String... options) {
        Path target = folder.resolve(result);
        try (InputStream text = Compiled.class.getResourceAsStream(source)) {
            Path copy = folder.resolve(source);
            Files.write(copy, text.readAllBytes());
            List<String> command = new ArrayList<>(List.of(options));
            command.addAll(List.of("-o", target.toString(), copy.toString()));
            FfmLaunch outcome = FfmLaunch.run(new Command(command, Map.of()));
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
