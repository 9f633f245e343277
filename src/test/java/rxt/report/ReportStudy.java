package rxt.report;

import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.analysis.SyntheticStudy.weakPi;

import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.CellStatus;

/** A study with one of everything that a report must show. */
final class ReportStudy {
    private ReportStudy() {}

    static Analysis analysis() {
        SyntheticStudy study = new SyntheticStudy();
        strong(study);
        weak(study);
        return Analysis.of(study.file());
    }

    private static void strong(SyntheticStudy study) {
        study.cell(gemm(1, 1, "mpj")).around(0.0246, 6, 10);
        study.cell(gemm(1, 2, "mpj")).around(0.0125, 6, 10);
        study.cell(gemm(2, 1, "mpj")).around(0.0124, 6, 10, SyntheticStudy::sharedJvm);
        study.cell(gemm(2, 2, "mpj"))
                .around(0.0119, 6, 10, r -> SyntheticStudy.oversubscribed(SyntheticStudy.sharedJvm(r)));
        study.cell(
                gemm(4, 1, "mpj"),
                CellStatus.HUNG,
                "rank 3 made no progress in 60 s; thread dumps are kept in outputs/laptop.failed/gemm-4x1-mpj-0");
        study.cell(gemm(1, 1, "openmpi")).around(0.0244, 6, 10);
        study.cell(gemm(1, 2, "openmpi")).around(0.0181, 6, 10).launch(SyntheticStudy::wrong, 0.001);
        study.cell(gemm(2, 1, "openmpi")).around(0.0121, 6, 10);
        study.cell(
                gemm(2, 2, "openmpi"),
                CellStatus.SKIPPED,
                "4 CPUs wanted, 2 allowed, and the study does not say oversubscribe: true");
    }

    private static void weak(SyntheticStudy study) {
        study.cell(weakPi(1, 1, 1000)).launch(0.000_012, 0.000_013);
        study.cell(weakPi(1, 2, 1000)).launch(0.000_014, 0.000_013, 0.000_015);
        study.cell(weakPi(2, 2, 1000)).launch(0.000_02, Double.NaN);
    }
}
