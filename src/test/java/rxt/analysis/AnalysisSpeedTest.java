package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.StudyFile;

/** 10,000 launches and 1,000,000 steps are analysed in less than a second of this thread's processor time. */
class AnalysisSpeedTest {
    @ParameterizedTest(name = "{0} cells of {1} launches of {2} steps")
    @CsvSource({"1666,6,100", "1,10000,100", "3333,3,100", "10,10,10000", "100,100,100"})
    void aMillionStepsInASecond(int cells, int launches, int steps) {
        StudyFile file = study(cells, launches, steps);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Analysis analysis = Analysis.of(file);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;
        assertThat(analysis.measured()).isEqualTo(cells);
        assertThat(seconds).isLessThan(1);
    }

    private static StudyFile study(int cells, int launches, int steps) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        SyntheticStudy study = new SyntheticStudy();
        for (int c = 0; c < cells; c++) {
            study.cell(SyntheticStudy.gemm(1 + c / 20, 1 + c % 20, "mpj"));
            for (int l = 0; l < launches; l++) {
                study.launch(random.doubles(steps, 1, 1.1).toArray());
            }
        }
        return study.file();
    }
}
