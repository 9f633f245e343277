package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.claim.Claim;
import rxt.analysis.claim.Claims;
import rxt.analysis.claim.Evidence;
import rxt.report.Alphabet;
import rxt.report.ClaimLesson;

/** {@code rxt explain CLAIM}: half a page on one claim of the lectures, with its figure from the file at hand. */
@Command(
        name = "explain",
        description = "Explain a claim of the lectures: what it says, what a results file shows, why, and what to try.",
        footer = {"", "Examples:", "  jobs/rxt explain C07", "  jobs/rxt explain C15 outputs/blend.h5"})
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "CLAIM",
            completionCandidates = ClaimNumbers.class,
            description = "C01 to C30, as 'rxt claims' lists them.")
    private String id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Results file (default: outputs/lectures.h5, where it is there).")
    private Path file;

    @Override
    public Integer call() {
        Claim claim = Claims.named(id);
        Alphabet alphabet = Alphabet.of(System.out.charset());
        PrintWriter out = spec.commandLine().getOut();
        Path usual = Path.of(System.getProperty("rxt.home", "."), "outputs", "lectures.h5");
        if (file == null && Files.notExists(usual)) {
            out.print(ClaimLesson.of(claim.text(), alphabet));
        } else {
            ResultsFile results = ResultsFile.read(file == null ? usual : file);
            results.tellFaults(spec.commandLine().getErr());
            Evidence evidence = Evidence.of(results.study(), results.analysis());
            out.print(ClaimLesson.of(claim.text(), claim.find(evidence), alphabet));
        }
        out.flush();
        return 0;
    }

    /** For shell completion. */
    static final class ClaimNumbers extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        ClaimNumbers() {
            super(Claims.all().stream().map(claim -> claim.text().id()).toList());
        }
    }
}
