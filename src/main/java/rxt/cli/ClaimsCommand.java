package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.claim.Claims;
import rxt.analysis.claim.Ruling;
import rxt.report.Alphabet;
import rxt.report.ClaimRows;
import rxt.report.ClaimsText;

/** {@code rxt claims FILE}: what a results file says of every claim of the lectures. */
@Command(
        name = "claims",
        description = {
            "Say of each claim of the lectures whether it holds on the machine that was measured.",
            "Exit code 0, whatever the verdicts; 1 when an answer is wrong, nothing is measured or part of the file is"
                    + " lost; 2 when it cannot be read."
        },
        footer = {
            "",
            "Examples:",
            "  jobs/rxt claims outputs/lectures.h5",
            "  jobs/rxt claims outputs/lectures.h5 --format markdown > claims.md"
        })
final class ClaimsCommand implements Callable<Integer> {
    /** How the ledger is printed. */
    enum Format {
        text,
        json,
        markdown
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Results file, such as outputs/lectures.h5.")
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json has one row for each claim.")
    private Format format;

    @Override
    public Integer call() {
        ResultsFile results = ResultsFile.read(file);
        results.tellFaults(spec.commandLine().getErr());
        List<Ruling> rulings = Claims.rule(results.study(), results.analysis());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case text -> ClaimsText.of(results.study().header(), rulings, Alphabet.of(System.out.charset()));
                    case json -> ClaimRows.json(rulings);
                    case markdown -> ClaimRows.markdown(rulings);
                });
        out.flush();
        results.tellWhereNothingIsMeasured(spec.commandLine().getErr());
        return results.isSound() ? 0 : 1;
    }
}
