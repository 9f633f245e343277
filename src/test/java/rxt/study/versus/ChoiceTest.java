package rxt.study.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.record.CoreCase;
import rxt.study.StudyException;

class ChoiceTest {
    private static final List<Pair> PAIRS = List.of(
            new CorePair(Suite.MESSAGES, "ffm", "openmpi", Optional.empty(), ""),
            new CorePair(Suite.MESSAGES, "ffm", "mpich", Optional.empty(), ""),
            new CorePair(Suite.TEAM, "spin", "libgomp", Optional.empty(), ""));

    private static List<String> rows(String... only) {
        return Choice.parse(List.of(only)).of(PAIRS).stream()
                .flatMap(pair -> pair.suite().cases().stream()
                        .map(CoreCase::name)
                        .map(name -> name + "/" + pair.transport() + "-" + pair.library()))
                .toList();
    }

    @Test
    void takesTheRowsNamed() {
        assertThat(rows()).hasSize(13 + 13 + 12).doesNotHaveDuplicates();
        assertThat(rows("ping-pong 8 B off/ffm"))
                .containsExactly("ping-pong 8 B off-heap/ffm-openmpi", "ping-pong 8 B off-heap/ffm-mpich");
        assertThat(rows("barrier/ffm-mpich", "critical T=2/"))
                .containsExactly("barrier/ffm-mpich", "critical T=2/spin-libgomp");
        assertThat(rows("/spin")).hasSize(12);
    }

    @Test
    void refusesWhatMatchesNothingAndSaysWhatThereIs() {
        assertThatThrownBy(() -> rows("ping-pong"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("NAME/TRANSPORT");
        assertThatThrownBy(() -> rows("nosuch/ffm"))
                .isInstanceOf(StudyException.class)
                .hasMessageContainingAll("nosuch/ffm", "ffm, ffm-openmpi, ffm-mpich, spin", "'halo 1024×1024'");
        assertThatThrownBy(() -> rows("halo/ffm", "bogus/"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("bogus/");
    }

    @Test
    void noRoundsAreTooFewForAnInterval() {
        assertThat(Suite.CROWD.rounds(6)).isEqualTo(3);
        assertThat(Suite.CROWD.rounds(10)).isEqualTo(5);
        assertThat(Suite.CROWD.rounds(2)).isEqualTo(2);
        assertThat(Suite.MESSAGES.rounds(6)).isEqualTo(6);
    }
}
