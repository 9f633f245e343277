package rxt.measure.core;

import rxt.spmd.team.Team;

/** Critical sections in one region, the delay within; a counter that nothing else protects. */
final class CriticalConstruct extends Construct {
    private final Team.Region region = this::member;
    private final Section[] sections;
    private long total;
    private int count;
    private long expected;

    CriticalConstruct(Team team, Delay delay) {
        super(team, delay);
        sections = new Section[team.size()];
    }

    @Override
    public void repeat(int repetitions) {
        count = repetitions / team.size();
        team.region(region);
        expected += (long) count * team.size();
    }

    @Override
    public void chunk(int repetitions) {
        repeat(repetitions);
    }

    private void member(Team.Member me) {
        if (sections[me.thread()] == null) {
            sections[me.thread()] = new Section(delay);
        }
        Section section = sections[me.thread()];
        for (int left = count; left > 0; left -= CHUNK) {
            enter(me, section, Math.min(CHUNK, left));
        }
    }

    private static void enter(Team.Member me, Section section, int repetitions) {
        for (int i = 0; i < repetitions; i++) {
            me.critical(section);
        }
    }

    @Override
    public long wrong() {
        return total == expected ? 0 : 1;
    }

    /** One member's, which keeps the end of its own delay, as a thread of the C twin does. */
    private final class Section extends ThreadDelay implements Runnable {
        Section(Delay delay) {
            super(delay);
        }

        @Override
        public void run() {
            delay();
            total++;
        }
    }
}
