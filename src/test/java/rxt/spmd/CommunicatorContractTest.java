package rxt.spmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on {@code local}, in this JVM; and that it catches every communicator that is wrong in one point. */
@Timeout(120)
class CommunicatorContractTest {
    @ParameterizedTest(name = "local in this JVM, {0} ranks")
    @ValueSource(ints = {1, 2, 3, 5})
    void holds(int ranks) throws Exception {
        Transport.named("local")
                .run(new String[0], ranks, (world, arguments) -> CommunicatorContract.check(world, true));
    }

    @ParameterizedTest(name = "the contract catches {0}")
    @EnumSource
    void catches(ContractMutant mutant) {
        Throwable caught = catchThrowable(() -> Transport.named("local")
                .run(new String[0], 3, (world, arguments) -> CommunicatorContract.check(mutant.of(world), true)));
        assertThat(caught).isInstanceOf(AssertionError.class).hasMessageContaining(mutant.words());
    }
}
