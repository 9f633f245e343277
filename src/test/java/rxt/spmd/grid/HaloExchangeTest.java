package rxt.spmd.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.spmd.Communicator;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/** After an exchange every cell, halos and corners too, has the closed form of its place in the whole grid. */
@Timeout(60)
class HaloExchangeTest {
    static Stream<Arguments> splits() {
        Stream.Builder<Arguments> splits = Stream.builder();
        for (int ranks = 1; ranks <= 6; ranks++) {
            for (int width = 1; width <= 2; width++) {
                for (int[] dims : new int[][] {
                    {ranks},
                    {ranks, 1},
                    {1, ranks},
                    CartesianTopology.dimsCreate(ranks, 0, 0),
                    CartesianTopology.dimsCreate(ranks, 0, 0, 0),
                    CartesianTopology.dimsCreate(ranks, 1, 0, 0)
                }) {
                    splits.add(Arguments.of(ranks, width, dims));
                }
            }
        }
        return splits.build();
    }

    @ParameterizedTest(name = "{0} ranks, width {1}, dims {2}")
    @MethodSource("splits")
    void everyCellHasItsClosedForm(int ranks, int width, int[] dims) throws Exception {
        for (int flags = 0; flags < 1 << dims.length; flags++) {
            boolean[] periodic = new boolean[dims.length];
            for (int d = 0; d < dims.length; d++) {
                periodic[d] = (flags >> d & 1) != 0;
            }
            assertThat(wrongCells(ranks, width, dims, periodic, UnaryOperator.identity(), LocalGrid.IN_PLACE))
                    .as("periodic %s", Arrays.toString(periodic))
                    .isZero();
        }
    }

    /** The own cells are there to fill a halo from, and edges and corners may have any value. */
    @ParameterizedTest(name = "{0} ranks, width {1}, dims {2}")
    @MethodSource("splits")
    void facesHaveTheirClosedForm(int ranks, int width, int[] dims) throws Exception {
        boolean[] periodic = new boolean[dims.length];
        for (boolean round : new boolean[] {false, true}) {
            Arrays.fill(periodic, round);
            assertThat(wrongFaces(ranks, width, dims, periodic, UnaryOperator.identity()))
                    .as("periodic %s", round)
                    .isZero();
        }
    }

    /** Each part by a thread of its own, all at once; more parts than layers, too. */
    @ParameterizedTest(name = "{0} ranks, width {1}, dims {2}")
    @MethodSource("splits")
    void partsFillWhatOneExchangeOfFacesDoes(int ranks, int width, int[] dims) throws Exception {
        boolean[] periodic = new boolean[dims.length];
        for (int threads : new int[] {2, 5}) {
            Arrays.fill(periodic, threads % 2 == 0);
            long[] wrong = new long[ranks];
            Transport.named("local").run(new String[0], ranks, ThreadLevel.MULTIPLE, (world, _) -> {
                LocalGrid grid = new LocalGrid(world, width, dims, periodic, LocalGrid.IN_PLACE);
                List<HaloExchange> parts = grid.faces(world, threads);
                try (Team team = Team.named("forkjoin", threads)) {
                    for (int step = 1; step <= 2; step++) {
                        grid.fill(step);
                        team.region(me -> parts.get(me.thread()).exchange());
                        wrong[world.rank()] += grid.wrongFaceCells(step);
                    }
                }
            });
            assertThat(Arrays.stream(wrong).sum()).as("%d threads", threads).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aSkippedDirectionOfFacesIsCaught(int direction) throws Exception {
        UnaryOperator<Communicator> deaf = comm -> without(comm, HaloExchange.FIRST_TAG + direction);
        assertThat(wrongFaces(4, 1, new int[] {2, 1, 2}, new boolean[] {false, true, false}, deaf))
                .isPositive();
    }

    /** Every message of faces is sent by start, as many as there are faces; of a whole halo the first dimension's. */
    @Test
    void allFacesAreUnderWayAtOnce() throws Exception {
        Transport.named("local").run(new String[0], 4, (world, _) -> {
            LocalGrid grid = new LocalGrid(world, 1, new int[] {2, 2}, new boolean[] {true, true}, LocalGrid.IN_PLACE);
            grid.fill(1);
            AtomicInteger sent = new AtomicInteger();
            Communicator counting = counting(world, sent);
            for (HaloExchange exchange : List.of(grid.faces(counting), grid.exchange(counting))) {
                int before = sent.get();
                exchange.start();
                int atStart = sent.get() - before;
                exchange.finish();
                assertThat(sent.get() - before).isEqualTo(4);
                assertThat(atStart).isEqualTo(before == 0 ? 4 : 2);
            }
        });
    }

    /** A mutant that forgets one of the six directions. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aSkippedDirectionIsCaught(int direction) throws Exception {
        int[] dims = {2, 1, 2};
        boolean[] periodic = {false, true, false};
        UnaryOperator<Communicator> deaf = comm -> without(comm, HaloExchange.FIRST_TAG + direction);
        assertThat(wrongCells(4, 1, dims, periodic, deaf, LocalGrid.IN_PLACE)).isPositive();
    }

    /** A mutant whose faces lie one layer beside their place. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFaceOffByOneIsCaught(int dimension) throws Exception {
        int[] dims = {1, 1, 1};
        dims[dimension] = 2;
        assertThat(wrongCells(2, 1, dims, new boolean[3], UnaryOperator.identity(), dimension))
                .isPositive();
    }

    @Test
    void ownCellsMayBeReadWhileMessagesAreUnderWay() throws Exception {
        Transport.named("local").run(new String[0], 3, (world, _) -> {
            LocalGrid grid = new LocalGrid(world, 2, new int[] {3, 1}, new boolean[] {true, false}, LocalGrid.IN_PLACE);
            HaloExchange exchange = grid.exchange(world);
            grid.fill(1);
            exchange.start();
            assertThatThrownBy(exchange::start).hasMessageContaining("already under way");
            assertThat(grid.wrongOwnCells(1)).isZero();
            exchange.finish();
            assertThatThrownBy(exchange::finish).hasMessageContaining("no halo exchange is under way");
            assertThat(grid.wrongCells(1)).isZero();
        });
    }

    @Test
    void cellsMayLieOutsideTheHeap() throws Exception {
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            try (Arena arena = Arena.ofShared()) {
                HaloBlock block = new HaloBlock(1, 2);
                MemorySegment cells = arena.allocate(4 * 8L, 8);
                CartesianTopology ring = CartesianTopology.of(world, new int[] {2}, new boolean[] {true});
                cells.setAtIndex(ValueLayout.JAVA_DOUBLE, 1, 10 * world.rank() + 1);
                cells.setAtIndex(ValueLayout.JAVA_DOUBLE, 2, 10 * world.rank() + 2);
                new HaloExchange(world, ring, block, cells).exchange();
                double other = 10 * (1 - world.rank());
                assertThat(cells.toArray(ValueLayout.JAVA_DOUBLE))
                        .containsExactly(other + 2, 10 * world.rank() + 1, 10 * world.rank() + 2, other + 1);
            }
        });
    }

    /** The last of 4 parts of 5 cells is too short for a halo of 2; all ranks say so and none waits. */
    @Test
    void tooShortAPartIsRefusedOnEveryRank() throws Exception {
        Transport.named("local").run(new String[0], 4, (world, _) -> {
            CartesianTopology line = CartesianTopology.of(world, new int[] {4}, new boolean[] {false});
            HaloBlock block = new HaloBlock(2, new Partition(5, 4).lengthOf(world.rank()));
            MemorySegment cells = MemorySegment.ofArray(new double[(int) block.cells()]);
            assertThatThrownBy(() -> new HaloExchange(world, line, block, cells))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a rank has a part of 1 cells, less than the halo's width of 2;"
                            + " use a larger grid or fewer ranks");
        });
    }

    @Test
    void wrongShapesAreRefused() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            CartesianTopology line = CartesianTopology.of(world, new int[] {1}, new boolean[] {false});
            MemorySegment five = MemorySegment.ofArray(new double[5]);
            assertThatThrownBy(() -> new HaloExchange(world, line, new HaloBlock(1, 4), five))
                    .hasMessage("the block of [4] cells with a halo of 1 takes 48 bytes with its halo,"
                            + " the segment has 40");
            assertThatThrownBy(() -> new HaloExchange(world, line, new HaloBlock(1, 4, 4), five))
                    .hasMessageContaining("the topology has 1 dimensions");
            CartesianTopology other = new CartesianTopology(1, new int[] {2}, new boolean[] {false});
            assertThatThrownBy(() -> new HaloExchange(world, other, new HaloBlock(1, 3), five))
                    .hasMessageContaining("places rank 1 of 2");
            assertThatThrownBy(() -> CartesianTopology.of(world, new int[] {2}, new boolean[] {false}))
                    .hasMessageContaining("has 2 points for 1 ranks");
            assertThatThrownBy(() -> new HaloBlock(0, 3)).hasMessageContaining("1 cell wide or more, not 0");
            assertThatThrownBy(() -> new HaloBlock(1)).hasMessageContaining("one to three dimensions");
            assertThatThrownBy(() -> new HaloBlock(1, 3).index(4)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    /** Cells in all ranks that are wrong after one of two exchanges. */
    private static long wrongCells(
            int ranks, int width, int[] dims, boolean[] periodic, UnaryOperator<Communicator> change, int beside)
            throws Exception {
        long[] wrong = new long[ranks];
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            LocalGrid grid = new LocalGrid(world, width, dims, periodic, beside);
            HaloExchange exchange = grid.exchange(change.apply(world));
            for (int step = 1; step <= 2; step++) {
                grid.fill(step);
                exchange.exchange();
                wrong[world.rank()] += grid.wrongCells(step);
            }
        });
        return Arrays.stream(wrong).sum();
    }

    /** Cells in all ranks that are wrong after one of two exchanges of faces, edges and corners not counted. */
    private static long wrongFaces(
            int ranks, int width, int[] dims, boolean[] periodic, UnaryOperator<Communicator> change) throws Exception {
        long[] wrong = new long[ranks];
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            LocalGrid grid = new LocalGrid(world, width, dims, periodic, LocalGrid.IN_PLACE);
            HaloExchange exchange = grid.faces(change.apply(world));
            for (int step = 1; step <= 2; step++) {
                grid.fill(step);
                exchange.exchange();
                wrong[world.rank()] += grid.wrongFaceCells(step);
            }
        });
        return Arrays.stream(wrong).sum();
    }

    /** The communicator, which counts what it sends. */
    private static Communicator counting(Communicator comm, AtomicInteger sent) {
        return changed(comm, (method, arguments) -> {
            if (method.equals("isend")) {
                sent.incrementAndGet();
            }
        });
    }

    /** The communicator, deaf and dumb to messages with this tag. */
    private static Communicator without(Communicator comm, int tag) {
        return changed(comm, (method, arguments) -> {
            if ((method.equals("isend") || method.equals("irecv")) && arguments[3].equals(tag)) {
                arguments[2] = Communicator.PROC_NULL;
            }
        });
    }

    /** The communicator, before whose calls {@code change} sees their name and arguments. */
    private static Communicator changed(Communicator comm, BiConsumer<String, Object[]> change) {
        return (Communicator) Proxy.newProxyInstance(
                Communicator.class.getClassLoader(), new Class<?>[] {Communicator.class}, (self, method, arguments) -> {
                    if (method.getName().equals("as")) {
                        return self;
                    }
                    change.accept(method.getName(), arguments);
                    try {
                        return method.invoke(comm, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
