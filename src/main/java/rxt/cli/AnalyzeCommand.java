package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import rxt.analysis.Analysis;
import rxt.analysis.model.SeriesModels.Target;
import rxt.report.Alphabet;
import rxt.report.CsvReport;
import rxt.report.ExtraPReport;
import rxt.report.JsonReport;
import rxt.report.LatexReport;
import rxt.report.MarkdownReport;
import rxt.report.ProposalText;
import rxt.report.TextReport;

/** {@code rxt analyze FILE}: medians, speed-ups, scaling laws and the best split of every kernel in a results file. */
@Command(
        name = "analyze",
        description = {
            "Show medians with 95 %% intervals, speed-up, efficiency, scaling laws and the best split of every kernel.",
            "Exit code 0; 1 when an answer is wrong, no time is valid or part of the file is lost;"
                    + " 2 when it cannot be read."
        },
        footer = {
            "",
            "Examples:",
            "  jobs/rxt analyze outputs/laptop.h5",
            "  jobs/rxt analyze outputs/lectures.h5 --only kernel=race",
            "  jobs/rxt analyze outputs/lectures.h5 --details > lectures.txt",
            "  jobs/rxt analyze outputs/laptop.h5 --format json > laptop.json",
            "  jobs/rxt analyze outputs/laptop.h5 --forecast 8x4,16x4 --only kernel=gemm",
            "  jobs/rxt analyze outputs/laptop.h5 --format latex > tables.tex",
            "  jobs/rxt analyze outputs/laptop.h5 --proposal 70%%",
            "  jobs/rxt analyze outputs/laptop.h5 --format extrap --only transport=ffm > extrap.json"
        })
final class AnalyzeCommand implements Callable<Integer> {
    /** How the analysis is printed. */
    enum Format {
        text,
        csv,
        json,
        markdown,
        latex,
        extrap
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Results file, such as outputs/laptop.h5.")
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json is one object with rows, a flat one for each cell,"
                    + " answers and models; extrap is the JSON input of Extra-P.")
    private Format format;

    @Option(
            names = "--details",
            description = "Print everything of each problem also where there are more than 12, of which otherwise a"
                    + " line each is printed.")
    private boolean details;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KEY=VALUE",
            description = "Analyse only cells with that kernel, nodes, ranks, threads, transport.")
    private List<String> only = List.of();

    @Option(
            names = "--forecast",
            split = ",",
            paramLabel = "RANKSxTHREADS",
            converter = SplitConverter.class,
            description = "Foretell these splits (default: twice and four times the widest measured).")
    private List<Target> targets = List.of();

    @Option(
            names = "--proposal",
            paramLabel = "PERCENT",
            converter = Share.Converter.class,
            description =
                    "Print a paragraph for a proposal instead: the largest job with this efficiency, such as 70%%.")
    private Share proposal;

    @Override
    public Integer call() {
        refuseWhatMakesNoProposal();
        ResultsFile results = ResultsFile.read(file, only);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        results.tellFaults(err);
        out.print(printed(results.analysis()));
        if (format == Format.text) {
            out.print(TextReport.damage(results.faults(), Alphabet.of(System.out.charset())));
        }
        out.flush();
        results.tellWhereNothingIsMeasured(err);
        return results.isSound() ? 0 : 1;
    }

    private void refuseWhatMakesNoProposal() {
        if (proposal == null) {
            return;
        }
        String refusal = "";
        if (proposal.value() == 0 || proposal.value() > 1) {
            refusal = "the efficiency that a job must reach is above 0% and at most 100%, such as 70%";
        } else if (format != Format.text) {
            refusal = "it is a paragraph of text; leave out --format " + format;
        } else if (!targets.isEmpty()) {
            refusal = "it foretells twice the largest job; leave out --forecast";
        }
        if (!refusal.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--proposal " + proposal.text() + ": " + refusal);
        }
    }

    private String printed(Analysis analysis) {
        Alphabet alphabet = Alphabet.of(System.out.charset());
        if (proposal != null) {
            return new ProposalText(proposal.value()).of(analysis, alphabet);
        }
        return switch (format) {
            case text -> text(analysis, alphabet);
            case csv -> CsvReport.of(analysis);
            case json -> JsonReport.of(analysis, targets);
            case markdown -> MarkdownReport.of(analysis);
            case latex -> LatexReport.of(analysis);
            case extrap -> ExtraPReport.of(analysis);
        };
    }

    /** Forecasts stand in the details, so who asks for them asks for these. */
    private String text(Analysis analysis, Alphabet alphabet) {
        return TextReport.isLong(analysis) && !details && targets.isEmpty()
                ? TextReport.overview(analysis, alphabet)
                : TextReport.of(analysis, targets, alphabet);
    }

    /** Reads {@code 8x4}. */
    static final class SplitConverter implements ITypeConverter<Target> {
        private static final Pattern SPLIT = Pattern.compile("([1-9]\\d{0,6})[x×]([1-9]\\d{0,6})");

        @Override
        public Target convert(String text) {
            Matcher split = SPLIT.matcher(text);
            if (!split.matches()) {
                throw new TypeConversionException("'" + text + "' is no split; write ranks x threads, such as 8x4");
            }
            return new Target(Integer.parseInt(split.group(1)), Integer.parseInt(split.group(2)));
        }
    }
}
