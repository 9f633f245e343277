package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;

class IsolatesTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Isolates.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("objects", "17", "length", "5");
    }

    /** Whose copies are not what was sent. */
    @Override
    protected Kernel mutant(Context context) {
        return new Isolates(context) {
            @Override
            Parcel copy(byte[] bytes) {
                Parcel copy = super.copy(bytes);
                copy.change();
                return copy;
            }
        };
    }

    /** A channel that hands the objects themselves on says so: a figure, by which the claim can be false. */
    @Test
    void aChannelThatCopiesNothingIsSeen() throws Exception {
        Queue<Kernel> kernels = new ConcurrentLinkedQueue<>();
        run(1, 2, type().params(params()), context -> {
                    Kernel leaky = new Isolates(context) {
                        @Override
                        boolean isCopied() {
                            return false;
                        }
                    };
                    kernels.add(leaky);
                    return leaky;
                })
                .forEach(check -> assertThat(check).matches(Check::valid));
        assertThat(kernels.element().observations())
                .filteredOn(found -> found.name().equals("changes seen"))
                .allSatisfy(found -> assertThat(found.value()).isPositive())
                .hasSize(1);
    }

    /** And on a shared heap, changes that nobody sees are no sharing. */
    @Test
    void aHeapThatIsCopiedIsCaught() throws Exception {
        Params shared = type().params(Map.of("objects", "17", "length", "5", "variant", "shared"));
        assertThat(run(1, 2, shared, context -> new Isolates(context) {
                    @Override
                    boolean isCopied() {
                        return true;
                    }
                }))
                .noneMatch(Check::valid);
    }

    @ParameterizedTest(name = "{0} × {1}, {2} objects")
    @CsvSource({"1,1,17", "1,4,17", "2,1,17", "3,2,17", "5,3,4"})
    void changesAreSeenOnASharedHeapAlone(int ranks, int threads, String objects) throws Exception {
        String digest = run(1, 1, type().params(Map.of("objects", objects)), type()::create)
                .element()
                .digest();
        Map<String, String> params = Map.of("objects", objects, "variant", "shared");
        run(ranks, threads, type().params(params), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    @Test
    void aCopyEqualsItsOriginalUntilThatChanges() {
        Parcel original = new Parcel(7, 3);
        Parcel copy = (Parcel) Serial.object(Serial.bytes(original));
        assertThat(copy).isNotSameAs(original);
        assertThat(copy.hash()).isEqualTo(original.hash());
        original.change();
        assertThat(original.isChanged()).isTrue();
        assertThat(original.isIntact(3)).isFalse();
        assertThat(copy.isChanged()).isFalse();
        assertThat(copy.isIntact(3)).isTrue();
        assertThat(copy.hash()).isNotEqualTo(original.hash());
    }
}
