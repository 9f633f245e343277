package rxt;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of rooms: imports go downward only, each library has its rooms, each room says its purpose. */
class RoomsTest {
    private static final Path SOURCES = Path.of("src/main/java/rxt");
    private static final JavaClasses RXT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("rxt");

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "cli,       analysis report study measure record kernel spmd",
        "report,    analysis record",
        "analysis,  record",
        "study,     kernel record",
        "measure,   kernel record spmd",
        "record,    ''",
        "kernel,    spmd",
        "spmd,      ''",
        "transport, spmd"
    })
    void importsGoDownward(String room, String below) {
        rule(room, below).check(RXT);
    }

    @Test
    void theRuleFailsOnAnUpwardArrow() {
        assertThatThrownBy(() -> rule("measure", "record").check(RXT)).isInstanceOf(AssertionError.class);
    }

    @Test
    void studySeesTheCatalogueAndNoKernel() {
        noClasses()
                .that()
                .resideInAPackage("rxt.study..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("rxt.kernel.*..")
                .check(RXT);
    }

    @Test
    void teamKnowsTheJdkOnly() {
        noClasses()
                .that()
                .resideInAPackage("rxt.spmd.team..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("rxt.spmd", "rxt.spmd.grid..")
                .check(RXT);
    }

    @Test
    void exactKnowsCommunicatorAndTeamOnly() {
        noClasses()
                .that()
                .resideInAPackage("rxt.spmd.exact..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("rxt.spmd.grid..")
                .check(RXT);
        noClasses()
                .that()
                .resideInAnyPackage("rxt.spmd", "rxt.spmd.team..", "rxt.spmd.grid..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("rxt.spmd.exact..")
                .check(RXT);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("rxt.(*)..").should().beFreeOfCycles().check(RXT);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "hdf.hdf5lib.., record",
        "picocli..,     cli",
        "org.hipparchus.., analysis",
        "org.jctools.., kernel",
        "oshi..,        measure cli",
        "mpi..,         transport"
    })
    void librariesHaveTheirRooms(String library, String rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(RXT);
    }

    @Test
    void kernelsHaveNoMutableStatics() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("rxt.kernel..")
                .and()
                .areStatic()
                .should()
                .beFinal()
                .check(RXT);
    }

    @Test
    void everyRoomSaysItsPurpose() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<Path> rooms = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> rooms.add(file.getParent()));
            assertThat(rooms)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(room -> assertThat(room.resolve("package-info.java"))
                            .content()
                            .containsPattern("May\\s+(\\*\\s+)?import"));
        }
    }

    @Test
    void filesStayReadable() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 300)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    @Test
    void methodsStayReadable() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(methods(files.filter(file -> file.toString().endsWith(".java"))
                            .toList()))
                    .hasSizeGreaterThan(100)
                    .filteredOn(method -> method.lines > 45)
                    .isEmpty();
        }
    }

    private record Method(String file, String name, long lines) {}

    /** All methods of these source files, read by the compiler's own parser; annotations count. */
    private static List<Method> methods(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Method> methods = new ArrayList<>();
        try (StandardJavaFileManager sources = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, sources, null, null, null, sources.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                LineMap map = unit.getLineMap();
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void unused) {
                        long first = map.getLineNumber(positions.getStartPosition(unit, method));
                        long last = map.getLineNumber(positions.getEndPosition(unit, method));
                        String file = unit.getSourceFile().getName();
                        methods.add(new Method(file, method.getName().toString(), last - first + 1));
                        return super.visitMethod(method, null);
                    }
                }.scan(unit, null);
            }
            return methods;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchRule rule(String room, String below) {
        return noClasses()
                .that()
                .resideInAPackage("rxt." + room + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("rxt..").and(resideOutsideOfPackages(packages(room + " " + below))));
    }

    private static String[] packages(String rooms) {
        return Stream.of(rooms.strip().split(" +"))
                .filter(room -> !room.isEmpty())
                .map(room -> "rxt." + room + "..")
                .toArray(String[]::new);
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
