package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.answer.Answers;
import rxt.record.CellStatus;
import rxt.record.Telling;
import rxt.report.AnswerText;
import rxt.report.BestSentence;
import rxt.report.Marks;

/**
 * One problem of the page.
 *
 * @param number from 1
 * @param telling what tells it from others of its kernel, or ""
 * @param analysis the problem
 * @param cells its planned cells with their rows
 */
record Section(int number, String telling, ProblemAnalysis analysis, List<Shown> cells) {
    /** Of a title, and of a link. */
    private static final int LONGEST_WORDS = 60;

    /** The problem {@code analysis}, whose cells are {@code rows} from {@code first} on. */
    static Section of(int number, String telling, ProblemAnalysis analysis, List<Map<String, Object>> rows, int first) {
        List<Shown> cells = new ArrayList<>();
        for (Point point : analysis.points()) {
            int row = first + cells.size();
            cells.add(new Shown(row, point, rows.get(row)));
        }
        return new Section(number, Telling.cut(telling, LONGEST_WORDS), analysis, List.copyOf(cells));
    }

    /** What links lead to. */
    String id() {
        return "problem-" + number;
    }

    String kernel() {
        return problem().kernel();
    }

    /** Such as {@code gemm, strong scaling} or, beside other problems of its kernel, {@code race lock, strong scaling}. */
    String title() {
        return (kernel() + " " + telling).strip() + ", " + problem().scaling() + " scaling";
    }

    /** Parameters, team and what grows, in one line. */
    String particulars() {
        List<String> words = new ArrayList<>();
        if (!problem().params().isEmpty()) {
            words.add(Problem.text(problem().params()));
        }
        if (!problem().growing().isEmpty()) {
            words.add("growing with the workers: " + Problem.text(problem().growing()));
        }
        words.add("team " + problem().team());
        if (!problem().pinning().equals("none")) {
            words.add("threads pinned " + problem().pinning());
        }
        if (analysis.environments().isMixed()) {
            words.add(analysis.environments().text());
        }
        return String.join(" · ", words);
    }

    /** The best split of all transports, what another choice costs, and why. */
    List<String> answer() {
        return AnswerText.of(Answers.of(analysis));
    }

    /** The best split of each transport, where there are several. */
    List<String> throughTransports() {
        List<String> sentences = new ArrayList<>();
        if (analysis.transports().size() > 1) {
            for (String transport : analysis.transports()) {
                sentences.add("Through " + transport + ": "
                        + new BestSentence(analysis.points(transport), Point::inTransport).text());
            }
        }
        return sentences;
    }

    /** As HPCG says it: INVALID where an answer is wrong, a time impossible, or nothing is measured. */
    boolean isValid() {
        return cells.stream().anyMatch(Shown::isMeasured)
                && cells.stream().noneMatch(c -> c.point().sample().status() == CellStatus.INVALID);
    }

    /** What the marks in the tables mean; "" where there are none. */
    String legend() {
        return Marks.legend(analysis.points());
    }

    boolean isWeak() {
        return problem().isWeak();
    }

    String speedWord() {
        return isWeak() ? "work per time" : "speed";
    }

    /** The cells of one transport, by ranks and threads. */
    List<Shown> cells(String transport) {
        return cells.stream()
                .filter(c -> c.cell().transport().equals(transport))
                .toList();
    }

    /** What the best split has least of: the median, with weak scaling per worker; in seconds. */
    double cost(Shown cell) {
        return cell.known("median_seconds") / (isWeak() ? cell.cell().workers() : 1);
    }

    /** Speed of a measured cell as a share of the best split's; absent without either. */
    OptionalDouble share(Shown cell) {
        return cells.stream()
                .filter(c -> cell.isMeasured() && c.point().isBest())
                .mapToDouble(best -> cost(best) / cost(cell))
                .findFirst();
    }

    private Problem problem() {
        return analysis.problem();
    }
}
