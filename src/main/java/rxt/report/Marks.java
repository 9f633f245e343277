package rxt.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.analysis.Point;
import rxt.analysis.Scaling;

/** One letter for each thing that a reader must know of a cell. */
public enum Marks {
    BEST('*', "best of all transports"),
    TIED('=', "cannot be told from the best"),
    NOT_COMPARED('?', "not compared with the best, for too few launches"),
    OVERSUBSCRIBED('o', "oversubscribed, fewer CPUs than threads: never best, never base"),
    WRONGLY_BOUND('b', "threads bound to other CPUs than asked for: in no fit"),
    SHARED_JVM('j', "ranks are threads of one JVM and share its heap and collector"),
    MIXED('m', "its median mixes launches of several environments"),
    SUPERLINEAR('e', "efficiency above 1: inspect, cache effect?"),
    RISING('r', "efficiency rises: inspect, cache effect?");

    private final char letter;
    private final String meaning;

    Marks(char letter, String meaning) {
        this.letter = letter;
        this.meaning = meaning;
    }

    /** The letters of {@code point}. */
    public static String of(Point point) {
        return Stream.of(values())
                .filter(mark -> mark.fits(point))
                .map(mark -> String.valueOf(mark.letter))
                .collect(Collectors.joining());
    }

    /** What the letters of {@code points} mean; empty where there are none. */
    public static String legend(List<Point> points) {
        return Stream.of(values())
                .filter(mark -> points.stream().anyMatch(mark::fits))
                .map(mark -> mark.letter + " " + mark.meaning)
                .collect(Collectors.joining("; "));
    }

    private boolean fits(Point point) {
        return switch (this) {
            case BEST -> point.isBest();
            case TIED -> point.isTied();
            case NOT_COMPARED -> point.isNotCompared();
            case OVERSUBSCRIBED -> point.sample().isOversubscribed();
            case WRONGLY_BOUND -> point.sample().isWronglyBound();
            case SHARED_JVM -> point.cell().ranks() > 1 && point.sample().hasSharedJvm();
            case MIXED -> point.sample().environments().isMixed();
            case SUPERLINEAR -> flag(point) == Scaling.Flag.SUPERLINEAR;
            case RISING -> flag(point) == Scaling.Flag.RISING;
        };
    }

    private static Scaling.Flag flag(Point point) {
        return point.scaling().map(Scaling::flag).orElse(Scaling.Flag.NONE);
    }
}
