package rxt.kernel.tasks;

/** What a process that {@link Spawn} starts does: it tells by its exit code that it has run, and with which number. */
public final class SpawnProgram {
    private static final int FIRST_CODE = 17;
    private static final int CODES = 100;

    private SpawnProgram() {}

    public static void main(String[] arguments) {
        System.exit(exitCode(Long.parseLong(arguments[0])));
    }

    /** None that a JVM ends with of its own accord or by a signal: those are 0, 1 and from 128. */
    static int exitCode(long number) {
        return FIRST_CODE + (int) (number % CODES);
    }
}
