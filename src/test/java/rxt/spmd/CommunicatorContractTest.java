package rxt.spmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on {@code local}, in this JVM; and that it catches every communicator that is wrong in one point. */
@Timeout(120)
class CommunicatorContractTest {
    @ParameterizedTest(name = "local in this JVM, {0} ranks")
    @ValueSource(ints = {1, 2, 4})
    void holds(int ranks) throws Exception {
        Transport.named("local").run(new String[0], ranks, ThreadLevel.MULTIPLE, (world, arguments) -> {
            assertThat(world.capabilities()).containsExactlyInAnyOrder(Capability.values());
            assertThat(world.threadLevel()).isEqualTo(ThreadLevel.MULTIPLE);
            CommunicatorContract.check(world, true, true);
        });
    }

    @ParameterizedTest(name = "local in this JVM, {0} ranks")
    @ValueSource(ints = {3, 8})
    @Tag("long")
    void holdsForOtherNumbersOfRanks(int ranks) throws Exception {
        holds(ranks);
    }

    @ParameterizedTest(name = "the contract catches {0}")
    @EnumSource
    @Tag("long")
    void catches(ContractMutant mutant) {
        Throwable caught = catchThrowable(() -> Transport.named("local")
                .run(
                        new String[0],
                        3,
                        ThreadLevel.MULTIPLE,
                        (world, arguments) -> CommunicatorContract.check(mutant.of(world), true, true)));
        assertThat(caught).isInstanceOf(AssertionError.class).hasMessageContaining(mutant.words());
    }

    /** Otherwise a mutant would meet the exception of a call that is missing instead of the contract. */
    @Test
    void theForwarderPassesEveryCallOn() {
        assertThat(Stream.of(Communicator.class, NonBlockingCollectives.class)
                        .flatMap(type -> Stream.of(type.getDeclaredMethods())))
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .hasSizeGreaterThan(40)
                .allSatisfy(method -> assertThat(
                                ContractForwarder.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .isNotNull());
    }
}
