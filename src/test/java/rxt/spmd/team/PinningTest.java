package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Collections;
import java.util.concurrent.RecursiveTask;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members run where pinning says, masks tell the truth, and the caller has its own mask again afterwards. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin"})
class PinningTest {
    @Parameter
    private String kind;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE"})
    void everyMemberHasOneCpuAndTheCallerItsMaskBack(Pinning pinning) {
        BitSet whole = Affinity.read(0);
        int size = whole.cardinality() + 1;
        try (Team team = Team.named(kind, size, pinning)) {
            assertThat(team.masks()).hasSize(size).allSatisfy(mask -> {
                assertThat(CpuList.parse(mask).cardinality()).isEqualTo(1);
                assertThat(CpuList.parse(mask).intersects(whole)).isTrue();
            });
            assertThat(team.masks().subList(0, size - 1)).doesNotHaveDuplicates();
            assertThat(team.masks().getLast()).isEqualTo(team.masks().getFirst());
            assertThat(CpuList.parse(team.invoke(new MaskTask())).cardinality()).isEqualTo(1);
            team.region(me -> {
                Team inner = me.inner(2);
                assertThat(inner.masks()).containsExactly(Placement.mask(), CpuList.format(whole));
            });
        }
        assertThat(Affinity.read(0)).isEqualTo(whole);
    }

    @Test
    void closeByAnotherThreadGivesTheCreatorItsMaskBack() throws InterruptedException {
        BitSet whole = Affinity.read(0);
        Team team = Team.named(kind, 2, Pinning.COMPACT);
        assertThat(Affinity.read(0).cardinality()).isEqualTo(1);
        Thread closer = Thread.ofPlatform().start(team::close);
        closer.join();
        assertThat(Affinity.read(0)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aShareIsTheTeamsWholeWorld(int part) {
        BitSet whole = Affinity.read(0);
        try (Team team = Team.named(kind, 1, Pinning.COMPACT, new Share(part, 2))) {
            assertThat(Affinity.read(0).cardinality()).isEqualTo(1);
            team.region(
                    me -> assertThat(CpuList.parse(me.inner(2).masks().get(1)).cardinality())
                            .isLessThan(whole.cardinality()));
        }
        assertThat(Affinity.read(0)).isEqualTo(whole);
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new Share(2, 2)).hasMessageContaining("cut in 2 parts has no part 2");
    }

    @Test
    void unpinnedMembersHaveTheCallersMask() {
        try (Team team = Team.named(kind, 3)) {
            assertThat(team.masks()).isEqualTo(Collections.nCopies(3, CpuList.format(Affinity.read(0))));
        }
    }

    @Test
    void virtualThreadsCannotBePinnedAndHaveNoMask() {
        assertThatThrownBy(() -> Team.named("virtual", 2, Pinning.SCATTER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its pinning must be none, not scatter");
        try (Team team = Team.named("virtual", 2)) {
            assertThat(team.masks().get(1)).isEmpty();
        }
    }

    /** CPU 5000 is nowhere: the system refuses it, and so does the team's part that binds. */
    @Test
    void whatTheSystemRefusesIsSaid() {
        BitSet nowhere = new BitSet();
        nowhere.set(5000);
        assertThatThrownBy(() -> Affinity.write(0, nowhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sched_setaffinity to CPUs 5000 failed with errno 22");
        assertThatThrownBy(() -> Affinity.read(Integer.MAX_VALUE)).hasMessageContaining("errno 3");
    }

    @Test
    void aVirtualCallerIsRefused() throws InterruptedException {
        Throwable[] refusal = new Throwable[1];
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        Team.named(kind, 2, Pinning.COMPACT);
                    } catch (IllegalStateException e) {
                        refusal[0] = e;
                    }
                })
                .join();
        assertThat(refusal[0])
                .hasMessageContaining("pinning compact was refused")
                .hasMessageContaining("pinning: none works");
    }

    /** Eight CPUs, k and k + 4 of one core. */
    @ParameterizedTest
    @CsvSource({
        "COMPACT, 0-7,     8, 0 4 1 5 2 6 3 7",
        "COMPACT, 0-7,     3, 0 4 1",
        "SCATTER, 0-7,     2, 0 2",
        "SCATTER, 0-7,     4, 0 1 2 3",
        "SCATTER, 0-7,     8, 0 1 2 3 4 5 6 7",
        "SCATTER, 0-7,    10, 0 1 2 3 4 5 6 7 0 1",
        "COMPACT, '1,2,5', 3, 1 5 2",
        "SCATTER, '1,2,5', 3, 1 2 5"
    })
    void ordersFollowTheCores(Pinning pinning, String mask, int size, String expected) {
        IntFunction<BitSet> siblings = cpu -> CpuList.parse(cpu % 4 + "," + (cpu % 4 + 4));
        StringBuilder order = new StringBuilder();
        for (int cpu : Placement.order(pinning, size, CpuList.parse(mask), siblings)) {
            order.append(order.isEmpty() ? "" : " ").append(cpu);
        }
        assertThat(order).hasToString(expected);
    }

    /** As above; a mask that is too small is not cut. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 3, 0-7,     0-7",
        "0, 2, 4, 0-7,     '0-1,4-5'",
        "1, 2, 4, 0-7,     '2-3,6-7'",
        "1, 2, 5, 0-7,     0-7",
        "0, 3, 2, 0-7,     '0-1,4'",
        "1, 3, 2, 0-7,     '2,5-6'",
        "2, 3, 2, 0-7,     '3,7'",
        "1, 2, 1, '1,2,5', 2"
    })
    void sharesFollowTheCores(int part, int parts, int size, String mask, String expected) {
        IntFunction<BitSet> siblings = cpu -> CpuList.parse(cpu % 4 + "," + (cpu % 4 + 4));
        BitSet share = Placement.part(new Share(part, parts), size, CpuList.parse(mask), siblings);
        assertThat(CpuList.format(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-1", "0-1,4", "3,5,7-9,1023-1025"})
    void listsReadAsTheyAreWritten(String list) {
        assertThat(CpuList.format(CpuList.parse(list + "\n"))).isEqualTo(list);
    }

    private static final class MaskTask extends RecursiveTask<String> {
        private static final long serialVersionUID = 1L;

        @Override
        protected String compute() {
            return Placement.mask();
        }
    }
}
