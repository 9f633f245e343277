package rxt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@code jobs/rxt test} leaves to {@code --all}, the tests tagged long, leaves no part of RxT without a test. */
class TiersTest {
    private static final Path TESTS = Path.of("src/test/java");

    /** Classes all of whose tests are long; what they ask of real processes others ask in smaller. */
    private static final Set<String> LONG = Set.of(
            "CompareSweepIT",
            "FfmMpichRunTimeIT",
            "LargeStudyIT",
            "LecturesFfmIT",
            "LecturesMpjIT",
            "MpjScriptIT",
            "OpenMpiRunTimeIT",
            "OpenMpiScriptIT");

    /** A test method, as a part of that class, and all tags that count for it. */
    private record Case(Class<?> type, String name, Set<String> tags) {
        boolean isLong() {
            return tags.contains("long");
        }
    }

    @Test
    void everyOtherClassHasTestsThatAreNotLong() throws Exception {
        Set<String> whollyLong = new TreeSet<>();
        for (Class<?> type : integrationTests()) {
            List<Case> cases = cases(type);
            assertThat(cases).as(type.getName()).isNotEmpty();
            if (cases.stream().allMatch(Case::isLong)) {
                whollyLong.add(type.getSimpleName());
            }
        }
        assertThat(whollyLong).isEqualTo(new TreeSet<>(LONG));
    }

    @ParameterizedTest(name = "{0}: {1} or more")
    @CsvSource({"mpj, 10", "openmpi, 15", "ffm, 40", "slurm, 10", "browser, 6", "shellcheck, 1"})
    void everyPartHasTestsThatAreNotLong(String tag, int least) throws Exception {
        List<Case> left = new ArrayList<>();
        for (Class<?> type : integrationTests()) {
            cases(type).stream()
                    .filter(test -> test.tags.contains(tag) && !test.isLong())
                    .forEach(left::add);
        }
        assertThat(left).hasSizeGreaterThanOrEqualTo(least);
    }

    /** A world of ranks that ends as it should, a sweep with its answers, a rank killed, a wrong answer, the script. */
    @ParameterizedTest
    @CsvSource({"Local, Local", "Mpj, Mpj", "OpenMpi, OpenMpi", "FfmOpenMpi, Ffm", "FfmMpich, Ffm"})
    void everyTransportHasOneOfEachKind(String transport, String script) throws Exception {
        for (String test : List.of(
                "ContractIT.holds",
                "ContractIT.aRankThatThrowsEndsTheLaunch",
                "ExactIT.aSplitGivesTheBitsOfTheExactSum",
                "SplitIT.twoRanksOfTwoThreadsHaveTheAnswerOfOneRankOfOneThread",
                "SweepIT.aRankThatIsKilledIsNoticed",
                "SweepIT.aWrongAnswerIsNamedAndTheSweepGoesOn")) {
            isNotLong(transport + test);
        }
        isNotLong("OwnKernel" + script + "IT.itsCellsAreMeasuredAndValid");
    }

    private static void isNotLong(String name) throws Exception {
        String type = name.substring(0, name.indexOf('.'));
        for (Class<?> found : integrationTests()) {
            if (found.getSimpleName().equals(type)) {
                assertThat(cases(found))
                        .filteredOn(test -> test.name.equals(name.substring(type.length() + 1)))
                        .as(name)
                        .singleElement()
                        .matches(test -> !test.isLong(), "is not tagged long");
                return;
            }
        }
        assertThat(type).as("left out with its adapter").matches("(Mpj|OpenMpi)ContractIT");
    }

    /** All but those that are compiled with an adapter whose library is not there. */
    private static List<Class<?>> integrationTests() throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith("IT.java")).toList()) {
                String path = TESTS.relativize(file).toString();
                String name =
                        path.substring(0, path.length() - ".java".length()).replace('/', '.');
                try {
                    types.add(Class.forName(name, false, TiersTest.class.getClassLoader()));
                } catch (ClassNotFoundException e) {
                    assertThat(name).matches("rxt\\.transport\\.(mpj|openmpi)\\..*");
                }
            }
        }
        return types;
    }

    private static List<Case> cases(Class<?> type) {
        List<Case> cases = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                boolean isTest = AnnotationSupport.isAnnotated(method, Test.class)
                        || AnnotationSupport.isAnnotated(method, ParameterizedTest.class);
                if (isTest && seen.add(method.getName())) {
                    Set<String> tags = tags(method);
                    tags.addAll(tags(type));
                    cases.add(new Case(type, method.getName(), tags));
                }
            }
        }
        return cases;
    }

    private static Set<String> tags(AnnotatedElement element) {
        Set<String> tags = new TreeSet<>();
        AnnotationSupport.findRepeatableAnnotations(element, Tag.class).forEach(tag -> tags.add(tag.value()));
        return tags;
    }
}
