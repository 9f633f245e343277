package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class ManagedListTest extends KernelContract {
    @Override
    protected KernelType type() {
        return ManagedList.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "101");
    }

    /** Leaves a slot out. */
    @Override
    protected Kernel mutant(Context context) {
        return new ManagedList(context) {
            @Override
            void set(ListAccess mine, long i) {
                if (i != 100) {
                    super.set(mine, i);
                }
            }
        };
    }

    /** Each client gets what another one set, which a copy of its own does not have. */
    @ParameterizedTest(name = "{0} × {1} {2}")
    @CsvSource({"2,2,manager", "1,3,manager", "3,1,manager", "2,1,shared", "1,2,shared"})
    void clientsThatKeepWhatTheySetAreCaught(int ranks, int threads, String access) throws Exception {
        Map<String, String> params = Map.of("n", "101", "access", access);
        run(ranks, threads, type().params(params), Private::new)
                .forEach(check -> assertThat(check)
                        .returns("sum of the slots", Check::name)
                        .returns(false, Check::valid));
    }

    /** A list whose clients get their own values from a copy, and never ask whether others have set any. */
    private static final class Private extends ManagedList {
        private final Map<Integer, Map<Long, Object>> copies = new ConcurrentHashMap<>();

        Private(Context context) {
            super(context);
        }

        @Override
        ListAccess access(int thread) {
            return new Copy(super.access(thread), copies.computeIfAbsent(thread, _ -> new HashMap<>()));
        }
    }

    private record Copy(ListAccess list, Map<Long, Object> own) implements ListAccess {
        @Override
        public Object get(long i) {
            return i < 101 ? own.get(i) : list.get(i);
        }

        @Override
        public void set(long i, Object value) {
            if (i < 101) {
                own.put(i, value);
            } else {
                list.set(i, value);
            }
        }

        @Override
        public void append(Object value) {
            list.append(value);
        }

        @Override
        public void close() {
            list.close();
        }
    }

    @ParameterizedTest(name = "{0} × {1}, {2} slots")
    @CsvSource({"1,1,101", "1,3,2", "2,1,1", "3,2,101", "5,3,8"})
    void sharedMemoryHoldsTheSame(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n)), type()::create)
                .element()
                .digest();
        for (String access : new String[] {"manager", "shared"}) {
            Map<String, String> params = Map.of("n", n, "access", access);
            run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                assertThat(check.valid()).as(check.toString()).isTrue();
                assertThat(check.digest()).isEqualTo(digest);
            });
        }
    }

    @Test
    void numbersTo1999AddUpTo1999000() throws Exception {
        Check check = run(2, 2, type().params(Map.of()), type()::create).element();
        assertThat(check.actual()).isEqualTo(Long.toString(2 * 1_999_000));
        assertThat(check.valid()).isTrue();
    }

    @Test
    void slotsKeepTheirTypesAndTheirRoom() {
        try (Arena arena = Arena.ofConfined()) {
            ShareableList list = new ShareableList(arena.allocate(ShareableList.bytes(8), 8));
            list.reset(0, "howdy", new byte[] {1, 2}, -273.154, 100L, null, true, "салата");
            assertThat(list.length()).isEqualTo(7);
            assertThat(list.get(0)).isEqualTo("howdy");
            assertThat(list.get(1)).isEqualTo(new byte[] {1, 2});
            assertThat(list.get(2)).isEqualTo(-273.154);
            assertThat(list.get(4)).isNull();
            assertThat(list.get(5)).isEqualTo(true);
            assertThatThrownBy(() -> list.set(0, "larger than previously allocated storage space"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("exceeds available storage");
            assertThat(list.get(0)).isEqualTo("howdy");
            assertThatThrownBy(() -> list.get(7)).hasMessageContaining("out of range");
            assertThatThrownBy(() -> list.set(0, 'c')).hasMessageContaining("no slot holds");
        }
    }
}
