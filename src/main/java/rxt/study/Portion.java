package rxt.study;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rxt.record.LeftOut;

/**
 * {@code --part 2/5}: every fifth of the cells that a run would measure, from the second on; for the tasks of a job array.
 *
 * @param number which part, from 1
 * @param of how many parts there are
 */
public record Portion(int number, int of) {
    /** Everything. */
    public static final Portion ALL = new Portion(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /** How the reason of a cell begins that belongs to another part. */
    static final String LEFT_OUT = LeftOut.BY + "part ";

    public Portion {
        if (number < 1 || number > of) {
            throw new StudyException("--part " + number + "/" + of + ": there are parts 1/" + of + " to " + of + "/"
                    + of + "; the tasks of a job array count from 1 with `sbatch --array=1-" + of + "`");
        }
    }

    /**
     * Reads the option.
     *
     * @throws StudyException where it is none
     */
    public static Portion parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new StudyException("--part " + text + ": must be number/parts, such as --part 2/5");
        }
        return new Portion(Integer.parseInt(form.group(1)), Math.max(1, Integer.parseInt(form.group(2))));
    }

    /** The plan, where the cells of other parts are left out. */
    List<PlannedCell> of(List<PlannedCell> plan) {
        List<PlannedCell> own = new ArrayList<>();
        int running = 0;
        for (PlannedCell planned : plan) {
            boolean isOwn = !planned.runs() || running % of == number - 1;
            running += planned.runs() ? 1 : 0;
            own.add(isOwn ? planned : planned.skippedBecause(LEFT_OUT + this));
        }
        return own;
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
