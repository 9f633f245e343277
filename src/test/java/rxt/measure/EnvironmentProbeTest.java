package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.record.EnvironmentRow;

class EnvironmentProbeTest {
    @Test
    void variablesThatTuneLibrariesAreOrderedAndOthersLeftOut() {
        assertThat(EnvironmentProbe.tuning(Map.of(
                        "OPENBLAS_CORETYPE", "Haswell", "HOME", "/root", "OMP_PLACES", "cores", "OMPI_MCA_a", "1")))
                .isEqualTo("OMP_PLACES=cores OPENBLAS_CORETYPE=Haswell");
        assertThat(EnvironmentProbe.tuning(Map.of("PATH", "/bin"))).isEmpty();
    }

    /** pom.xml sets it for the tests. */
    @Test
    void thisProcesssAreRecorded() {
        EnvironmentRow row = EnvironmentProbe.environment("none", "local");
        assertThat(row.variables()).contains("MALLOC_RXT_TEST=inherited");
        assertThat(row.ofProgram("", "p").numbered(3).variables()).isEqualTo(row.variables());
    }
}
