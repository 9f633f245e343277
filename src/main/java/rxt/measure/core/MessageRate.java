package rxt.measure.core;

import java.lang.foreign.MemorySegment;
import rxt.record.CoreCase;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.team.Team;

/** Thread t of rank 0 sends 64 words to thread t of rank 1, which answers with one; all threads at once. One message. */
final class MessageRate implements Operation {
    private static final int WINDOW = 64;

    private final Communicator world;
    private final Team team;
    private final Pair[] pairs;
    private final Team.Region region = this::region;
    private int count;

    MessageRate(Communicator world, Team team, CoreCase what) {
        this.world = world;
        this.team = team;
        this.pairs = new Pair[team.size()];
        for (int t = 0; t < pairs.length; t++) {
            pairs[t] = new Pair(t, what);
        }
    }

    @Override
    public int per() {
        return WINDOW * team.size();
    }

    /** One region, as in C: the threads go their own ways. */
    @Override
    public void repeat(int repetitions) {
        count = repetitions;
        team.region(region);
    }

    private void region(Team.Member me) {
        Pair pair = pairs[me.thread()];
        for (int left = count; left > 0; left -= 1) {
            pair.window();
        }
    }

    @Override
    public void chunk(int repetitions) {
        repeat(repetitions);
    }

    @Override
    public long wrong() {
        long wrong = 0;
        for (Pair pair : pairs) {
            wrong += pair.wrong();
        }
        return wrong;
    }

    @Override
    public void close() {
        team.close();
    }

    /** What one thread sends or receives. */
    private final class Pair {
        private final int tag;
        private final MemorySegment word;
        private final MemorySegment answer;
        private long number;
        private long sum;
        private long answered;

        Pair(int tag, CoreCase what) {
            this.tag = tag;
            this.word = Payload.allocate(what.bytes(), what.buffer());
            this.answer = Payload.allocate(Long.BYTES, what.buffer());
        }

        void window() {
            if (world.rank() == 0) {
                for (int k = 0; k < WINDOW; k++) {
                    word.set(Payload.WORD, 0, ++number);
                    sum += number;
                    world.send(word, ElementType.LONG, 1, tag);
                }
                world.recv(answer, ElementType.LONG, 1, tag);
                answered = answer.get(Payload.WORD, 0);
            } else {
                for (int k = 0; k < WINDOW; k++) {
                    world.recv(word, ElementType.LONG, 0, tag);
                    number++;
                    sum += word.get(Payload.WORD, 0);
                }
                answer.set(Payload.WORD, 0, sum);
                world.send(answer, ElementType.LONG, 0, tag);
            }
        }

        long wrong() {
            boolean right = sum == number * (number + 1) / 2 && (world.rank() != 0 || answered == sum);
            return right ? 0 : 1;
        }
    }
}
