package rxt.study.slurm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Slurm writes them, in seconds here: {@code 30} (minutes), {@code 01:30:00}, {@code 1-12:00:00}. */
public final class SlurmTime {
    /** Of a partition that ends no job. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile(
            "(?<days>\\d{1,5})-(?<dayHours>\\d{1,2})(:(?<dayMinutes>\\d{1,2})(:(?<daySeconds>\\d{1,2}))?)?"
                    + "|(?<hours>\\d{1,6}):(?<hourMinutes>\\d{1,2}):(?<hourSeconds>\\d{1,2})"
                    + "|(?<minutes>\\d{1,8})(:(?<minuteSeconds>\\d{1,2}))?");

    private SlurmTime() {}

    /**
     * Reads a time.
     *
     * @return seconds, or {@link #UNLIMITED}
     * @throws IllegalArgumentException where it is none, with what may stand there
     */
    public static long seconds(String text) {
        if (text.matches("UNLIMITED|INFINITE|NONE|infinite")) {
            return UNLIMITED;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write minutes (30), hours:minutes:seconds (01:30:00)"
                            + " or days-hours:minutes:seconds (1-12:00:00)");
        }
        long hours = number(form, "days") * 24 + number(form, "dayHours") + number(form, "hours");
        long minutes = number(form, "dayMinutes") + number(form, "hourMinutes") + number(form, "minutes");
        return (hours * 60 + minutes) * 60
                + number(form, "daySeconds")
                + number(form, "hourSeconds")
                + number(form, "minuteSeconds");
    }

    private static long number(Matcher form, String group) {
        return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
    }

    /** Such as {@code 01:30:00} or {@code 1-12:00:00}. */
    public static String text(long seconds) {
        if (seconds == UNLIMITED) {
            return "UNLIMITED";
        }
        long days = seconds / 86_400;
        String rest = "%02d:%02d:%02d".formatted(seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        return days == 0 ? rest : days + "-" + rest;
    }
}
