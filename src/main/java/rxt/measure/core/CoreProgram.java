package rxt.measure.core;

import java.util.Arrays;
import java.util.List;
import rxt.measure.FailureNote;
import rxt.record.CoreSpec;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * The program each rank runs: {@code java … rxt.measure.core.CoreProgram transport=ffm ranks=2 …}, with the words of
 * {@link CoreSpec}. Whatever goes wrong on a rank is written to a {@link FailureNote} and ends all ranks.
 */
public final class CoreProgram {
    private static final int FAILED = 1;

    private CoreProgram() {}

    public static void main(String[] args) {
        try {
            Transport transport = Transport.named(word(args, "transport"));
            ThreadLevel level = ThreadLevel.valueOf(word(args, "level"));
            transport.run(args, Integer.parseInt(word(args, "ranks")), level, (world, words) -> {
                CoreSpec spec = CoreSpec.parse(List.of(words));
                try {
                    new CoreRun(spec, world).run(transport);
                } catch (Throwable cause) { // also an Error of one rank must end all of them
                    FailureNote.write(spec.shard(), world.rank(), cause);
                    world.abort(FAILED);
                }
            });
        } catch (Throwable cause) { // nothing above main can report it, and MPJ Express would hang
            System.err.println("rxt: the launch failed: " + cause.getMessage());
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /** MPJ Express puts words of its own before the program's, so those needed to connect are searched for. */
    private static String word(String[] args, String name) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(name + "="))
                .map(arg -> arg.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the word '" + name + "=…' is missing"));
    }
}
