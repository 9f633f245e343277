package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"amdahl, amdahl, 0", "amdal, amdahl, 1", "kitten, sitting, 3", "'', pi, 2", "pi, '', 2"})
    void countsLettersToChange(String one, String other, int letters) {
        assertThat(Spelling.distance(one, other)).isEqualTo(letters);
    }

    @Test
    void whatIsFarFromAllWordsIsNearNone() {
        List<String> words = List.of("pi", "gil", "amdahl", "spin-or-park");
        assertThat(Spelling.nearest("amdal", words)).contains("amdahl");
        assertThat(Spelling.nearest("spin-and-park", words)).contains("spin-or-park");
        assertThat(Spelling.nearest("nbody", words)).isEmpty();
    }
}
