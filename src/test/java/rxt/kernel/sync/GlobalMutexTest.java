package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class GlobalMutexTest extends KernelContract {
    private static final Map<String, String> TICKETS = Map.of("entries", "53", "variant", "ticket");

    private static final Map<String, String> FILE = Map.of("entries", "53", "variant", "file");

    @Override
    protected KernelType type() {
        return GlobalMutex.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("entries", "53");
    }

    /** Gives up the right to enter first and enters then. */
    @Override
    protected Kernel mutant(Context context) {
        return new GlobalMutex(context) {
            @Override
            void enterAndGiveUp(Runnable entry, Runnable next) {
                next.run();
                entry.run();
            }
        };
    }

    @ParameterizedTest(name = "{0}, {1} × {2}")
    @CsvSource({"ticket,1,1", "ticket,2,2", "file,1,1", "file,2,2"})
    void aTurnThatEndsBeforeItsEntryIsCaught(String variant, int ranks, int threads) throws Exception {
        run(ranks, threads, type().params(Map.of("entries", "53", "variant", variant)), this::mutant)
                .forEach(check -> assertThat(check)
                        .returns("entries where another was, or might be", Check::name)
                        .returns(false, Check::valid));
    }

    /** The first to enter waits inside for the second, who comes if nobody keeps it out. */
    @ParameterizedTest(name = "{0}, kept out: {1}")
    @CsvSource({"token,false", "ticket,false", "file,false", "token,true", "ticket,true", "file,true"})
    void threadsOfARankThatMeetInsideAreCaught(String variant, boolean keptOut) throws Exception {
        CountDownLatch absent = new CountDownLatch(2);
        run(1, 2, type().params(Map.of("entries", "53", "variant", variant)), context -> new GlobalMutex(context) {
                    @Override
                    void oneByOne(Team.Member me, Runnable entry) {
                        if (keptOut) {
                            super.oneByOne(me, entry);
                        } else {
                            entry.run();
                        }
                    }

                    @Override
                    void awaitTurn(long ticket) {
                        if (keptOut) {
                            super.awaitTurn(ticket);
                        }
                    }

                    @Override
                    void awaitFile(TokenFile file) {
                        if (keptOut) {
                            super.awaitFile(file);
                        }
                    }

                    @Override
                    void enterAndGiveUp(Runnable entry, Runnable next) {
                        if (keptOut || !variant.equals("file")) {
                            super.enterAndGiveUp(entry, next);
                        } else {
                            entry.run();
                        }
                    }

                    @Override
                    void enter(long ticket) {
                        meet(absent, keptOut);
                        super.enter(ticket);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isEqualTo(keptOut));
    }

    /** The first ticket's holder waits inside for the second's, who comes if it does not wait for its turn. */
    @ParameterizedTest(name = "kept out: {0}")
    @ValueSource(booleans = {false, true})
    void ranksThatMeetInsideAreCaught(boolean keptOut) throws Exception {
        CountDownLatch absent = new CountDownLatch(2);
        run(2, 1, type().params(TICKETS), context -> new GlobalMutex(context) {
                    @Override
                    void awaitTurn(long ticket) {
                        if (keptOut || ticket > 1) {
                            super.awaitTurn(ticket);
                        }
                    }

                    @Override
                    void enter(long ticket) {
                        if (ticket < 2) {
                            meet(absent, keptOut);
                        }
                        super.enter(ticket);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isEqualTo(keptOut));
    }

    /** Two ranks of which neither locks the file have read the same ticket in it. */
    @ParameterizedTest(name = "kept out: {0}")
    @ValueSource(booleans = {false, true})
    void ranksThatMeetOverAFileAreCaught(boolean keptOut) throws Exception {
        CountDownLatch absent = new CountDownLatch(2);
        run(2, 1, type().params(FILE), context -> new GlobalMutex(context) {
                    @Override
                    void awaitFile(TokenFile file) {
                        if (keptOut) {
                            super.awaitFile(file);
                        }
                    }

                    @Override
                    void enterAndGiveUp(Runnable entry, Runnable next) {
                        entry.run();
                        if (keptOut) {
                            next.run();
                        }
                    }

                    @Override
                    void enter(long ticket) {
                        meet(absent, keptOut);
                        super.enter(ticket);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isEqualTo(keptOut));
    }

    /** The lock is the operating system's, and given back to it. */
    @Test
    void theFileIsLockedForOtherProcessesToo() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (TokenFile file = TokenFile.create(world)) {
                file.lock();
                assertThat(posixLocks()).isNotEmpty();
                file.write(new long[] {3, 4});
                file.unlock();
                assertThat(posixLocks()).isEmpty();
                long[] token = new long[2];
                file.read(token);
                assertThat(token).containsExactly(3, 4);
            }
        });
    }

    /** This process's, as the operating system lists them. */
    private static List<String> posixLocks() throws IOException {
        String owner = " " + ProcessHandle.current().pid() + " ";
        try (Stream<String> all = Files.lines(Path.of("/proc/locks"))) {
            return all.filter(line -> line.contains("POSIX") && line.contains(owner))
                    .toList();
        }
    }

    private static void meet(CountDownLatch absent, boolean keptOut) {
        try {
            absent.countDown();
            boolean met = absent.await(keptOut ? 50 : 10_000, TimeUnit.MILLISECONDS);
            assertThat(met || keptOut).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enters twice on the first ticket, and never on the second. */
    private static Kernel twiceOnTheFirst(Context context) {
        return new GlobalMutex(context) {
            @Override
            void enter(long ticket) {
                super.enter(ticket == 1 ? 0 : ticket);
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "1,3", "2,1", "2,2", "5,3"})
    void ticketsOfTheOtherVariantsAreTheSame(int ranks, int threads) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        for (Map<String, String> params : List.of(TICKETS, FILE)) {
            run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                assertThat(check.valid()).as(check.toString()).isTrue();
                assertThat(check.digest()).isEqualTo(digest);
            });
        }
    }

    @ParameterizedTest(name = "{0}, {1} × {2}")
    @CsvSource({"ticket,1,1", "ticket,2,2", "file,1,1", "file,2,2", "token,1,1", "token,2,2"})
    void aTicketUsedTwiceIsCaught(String variant, int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("entries", "53", "variant", variant);
        run(ranks, threads, type().params(params), GlobalMutexTest::twiceOnTheFirst)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }
}
