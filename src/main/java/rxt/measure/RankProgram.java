package rxt.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rxt.kernel.MessageThreads;
import rxt.record.LaunchSpec;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * The program each rank runs: {@code java … rxt.measure.RankProgram transport=mpj ranks=2 kernel=pi …}, with the words
 * of {@link LaunchSpec}. It ends with code 0 only when the shard is committed; whatever goes wrong on a rank is written
 * to a {@link FailureNote} beside the shard and ends all ranks.
 */
public final class RankProgram {
    /** Exit code of a launch that failed. */
    public static final int FAILED = 1;

    private RankProgram() {}

    public static void main(String[] args) {
        try {
            Transport transport = Transport.named(word(args, "transport").orElseThrow(missing("transport")));
            int ranks = Integer.parseInt(word(args, "ranks").orElseThrow(missing("ranks")));
            ThreadLevel level = MessageThreads.level(
                    word(args, "param." + MessageThreads.PARAMETER).orElse(""));
            transport.run(args, ranks, level, (world, words) -> {
                LaunchSpec spec = LaunchSpec.parse(List.of(words));
                try {
                    new RankRun(spec, world, transport).run();
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

    /** MPJ Express puts words of its own before the program's, so the words needed to connect are searched for. */
    private static Optional<String> word(String[] args, String name) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(name + "="))
                .map(arg -> arg.substring(name.length() + 1))
                .findFirst();
    }

    private static Supplier<IllegalArgumentException> missing(String name) {
        return () -> new IllegalArgumentException("the word '" + name + "=…' is missing");
    }
}
