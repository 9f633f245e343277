package rxt;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.annotations.JCStressTest;

/**
 * Runs every {@link JCStressTest}, the classes {@code *Stress}, in a JVM of jcstress, shortly; those called
 * {@code Broken…} hold a fault on purpose, and that jcstress reports it shows that a forbidden outcome is found.
 *
 * <p>The long form, all compilers and several minutes a test:
 * {@code mvn verify -Pall -Dtest=NoneSuch -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=JcstressIT -Drxt.jcstress=tough},
 * or any other preset of jcstress. Reports: {@code target/jcstress}.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS) // which the long form may take
class JcstressIT {
    private static final String SHORT = "short";
    private static final String MODE = System.getProperty("rxt.jcstress", SHORT);
    private static final Path REPORTS = Path.of("target/jcstress");
    private static final Pattern COUNTS = Pattern.compile(
            "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs");

    @Test
    void noForbiddenOutcomeIsSeenOfBells() throws Exception {
        noForbiddenOutcomeIsSeen("bells", "^.*\\.BellsStress.*$");
    }

    @Test
    @Tag("long")
    void noForbiddenOutcomeIsSeen() throws Exception {
        noForbiddenOutcomeIsSeen("sound", "^(?!.*\\.Broken).*$");
    }

    private static void noForbiddenOutcomeIsSeen(String folder, String pattern) throws Exception {
        SortedSet<String> tests = tests(pattern);
        assertThat(tests).hasSizeGreaterThanOrEqualTo(2);
        String output = run(folder, pattern, 0);
        assertThat(reported(folder)).isEqualTo(tests);
        assertThat(COUNTS.matcher(output).results().toList().getLast()).satisfies(last -> {
            assertThat(Integer.parseInt(last.group(1))).isGreaterThanOrEqualTo(tests.size());
            assertThat(last.group(2)).as("passed").isEqualTo(last.group(1));
        });
        assertThat(output).doesNotContain("[FAILED]", "[ERROR]", "[TIMEOUT]", "[VMERROR]", "[API MISMATCH]");
    }

    @Test
    void aFaultOfBellsIsReported() throws Exception {
        aFaultIsReported("broken-bells", "^.*\\.BrokenBells.*$");
    }

    @Test
    @Tag("long")
    void aFaultIsReported() throws Exception {
        aFaultIsReported("broken", "^.*\\.Broken.*$");
    }

    private static void aFaultIsReported(String folder, String pattern) throws Exception {
        SortedSet<String> broken = tests(pattern);
        assertThat(broken).isNotEmpty();
        String output = run(folder, pattern, 1);
        assertThat(reported(folder)).isEqualTo(broken);
        for (String test : broken) {
            assertThat(output)
                    .contains("[FAILED] " + test)
                    .containsPattern(Pattern.quote(test) + " .*Observed forbidden state");
        }
    }

    /** The names of these tests in the test classes, as jcstress writes them. */
    private static SortedSet<String> tests(String pattern) {
        SortedSet<String> names = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter().importPath("target/test-classes")) {
            String name = type.getName().replace('$', '.');
            if (type.isAnnotatedWith(JCStressTest.class) && name.matches(pattern)) {
                names.add(name);
            }
        }
        return names;
    }

    private static SortedSet<String> reported(String folder) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (var files = Files.list(REPORTS.resolve(folder))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("rxt.") && name.endsWith(".html"))
                    .forEach(name -> names.add(name.substring(0, name.length() - ".html".length())));
        }
        return names;
    }

    private static String run(String folder, String tests, int exitCode) throws Exception {
        Path reports = REPORTS.resolve(folder);
        delete(reports);
        Files.createDirectories(reports);
        Path log = reports.resolve("output.txt").toAbsolutePath();
        Process process = new ProcessBuilder(command(tests))
                .directory(reports.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            long limitMinutes = MODE.equals(SHORT) ? 5 : 600;
            assertThat(process.waitFor(limitMinutes, TimeUnit.MINUTES))
                    .as("ends within %s minutes; its output is in %s", limitMinutes, log)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        assertThat(process.exitValue()).as("exit code, output:%n%s", output).isEqualTo(exitCode);
        return output;
    }

    private static List<String> command(String tests) {
        // Worlds of ranks hold memory outside of the heap, thousands of them at once.
        String flags = "--enable-native-access=ALL-UNNAMED -XX:MaxDirectMemorySize=4g";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-r",
                ".",
                "-t",
                tests));
        // One JVM a test with both compilers, three times a fifth of a second: about two seconds a test.
        command.addAll(
                MODE.equals(SHORT)
                        ? List.of("-f", "1", "-iters", "3", "-time", "200", "-sc", "false", "-jvmArgs", flags)
                        : List.of("-m", MODE, "-jvmArgsPrepend", flags));
        return command;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
