package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rxt.kernel.Philox4x32;

/**
 * Periodic tasks of one worker, all released at time 0, until their pattern repeats.
 *
 * @param tasks in order; of equal deadlines the first task's comes first
 * @param hyperperiod least common multiple of the periods
 */
record EdfSet(List<EdfTask> tasks, long hyperperiod) {
    static final int MOST_TASKS = 8;

    /** One that a scheduler must interrupt: U = 1, and who is late at all is so by half of the period or more. */
    static final String FIGURE = "1/4 1/8 25/40/2-20";

    private static final long LONGEST = 100_000;
    private static final int[] PERIODS = {8, 10, 16, 20, 40, 80};
    private static final int ALL_PERIODS = 80;
    private static final Pattern TASK = Pattern.compile("(\\d{1,4})/(\\d{1,4})(?:/(\\d{1,4})-(\\d{1,4}))?");

    static EdfSet of(List<EdfTask> tasks) {
        long hyperperiod = 1;
        for (EdfTask task : tasks) {
            hyperperiod = hyperperiod / gcd(hyperperiod, task.period()) * task.period();
            if (hyperperiod > LONGEST) {
                throw new IllegalArgumentException("tasks " + tasks + " repeat only after more than " + LONGEST
                        + " units of time; use periods with a smaller common multiple");
            }
        }
        EdfSet set = new EdfSet(List.copyOf(tasks), hyperperiod);
        if (set.units() > hyperperiod) {
            throw new IllegalArgumentException("tasks " + tasks + " have the utilisation "
                    + (double) set.units() / hyperperiod
                    + " > 1: no order meets all deadlines; use smaller costs or longer periods");
        }
        return set;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Reads {@code cost/period/from-to …}, where the blocking region may be left out. */
    static EdfSet parse(String text) {
        List<EdfTask> tasks = new ArrayList<>();
        for (String word : text.strip().split("[\\s,;]+", -1)) {
            Matcher matcher = TASK.matcher(word);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(refusal(text, "'" + word + "' is no task"));
            }
            int cost = Integer.parseInt(matcher.group(1));
            int period = Integer.parseInt(matcher.group(2));
            int from = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            int to = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
            if (cost < 1 || period < 1 || from > to || to > cost) {
                throw new IllegalArgumentException(refusal(text, word + " has no job, or blocks outside of it"));
            }
            tasks.add(new EdfTask(cost, period, from, to));
        }
        if (tasks.size() > MOST_TASKS) {
            throw new IllegalArgumentException(refusal(text, tasks.size() + " tasks are too many"));
        }
        return of(tasks);
    }

    private static String refusal(String text, String why) {
        return "set = '" + text + "': " + why + "; allowed are random, figure, or up to " + MOST_TASKS
                + " tasks such as 8/16/1-8: cost/period/blocking region, with blanks between them";
    }

    /**
     * The random set of that number, the same on every rank.
     *
     * @param utilisation 0.1 to 1, which is used up nearly
     */
    static EdfSet random(long number, int tasks, double utilisation) {
        Philox4x32 random = new Philox4x32(1, 0);
        int[] words = new int[4];
        int[] costs = new int[tasks];
        int[] periods = new int[tasks];
        double left = utilisation * ALL_PERIODS;
        for (int task = 0; task < tasks; task++) {
            random.words(number, task, words);
            int period = PERIODS[Integer.remainderUnsigned(words[0], PERIODS.length)];
            boolean fits = (double) ALL_PERIODS / period + (tasks - 1 - task) <= left;
            periods[task] = fits ? period : ALL_PERIODS;
            costs[task] = 1;
            left -= (double) ALL_PERIODS / periods[task];
        }
        for (int draw = 0; draw < 2 * ALL_PERIODS; draw++) {
            random.words(number, MOST_TASKS + draw, words);
            int task = Integer.remainderUnsigned(words[0], tasks);
            if ((double) ALL_PERIODS / periods[task] <= left) {
                costs[task]++;
                left -= (double) ALL_PERIODS / periods[task];
            }
        }
        List<EdfTask> all = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            all.add(new EdfTask(costs[task], periods[task], costs[task] / 4, costs[task] / 4 + (costs[task] + 1) / 2));
        }
        return of(all);
    }

    long jobs(int task) {
        return hyperperiod / tasks.get(task).period();
    }

    /** Of all tasks in a hyperperiod. */
    long jobs() {
        return tasks.stream().mapToLong(task -> hyperperiod / task.period()).sum();
    }

    /** Of work in a hyperperiod. */
    long units() {
        long units = 0;
        for (int task = 0; task < tasks.size(); task++) {
            units += jobs(task) * tasks.get(task).cost();
        }
        return units;
    }
}
