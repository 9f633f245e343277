package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/** The number of messages, which the contract counts for one variant of a kernel on one thread, for the others. */
class SentMessagesTest {
    @ParameterizedTest(name = "{0} {1} with {2} threads")
    @CsvSource(
            delimiter = ' ',
            value = {
                "ping-pong n=3,rounds=7,payload=object 2",
                "ring n=5,variant=even-odd 1",
                "allreduce n=5,variant=ring 2",
                "allreduce n=5,variant=recursive-doubling 2",
                "queue items=17,n=2,capacity=2 2",
                "queue items=17,n=2,capacity=1,producers=1 1",
                "queue items=17,n=2,capacity=4,variant=pipe 2",
                "queue items=16,n=2,capacity=4,variant=pipe 1",
                "manager n=17 2",
                "scatter-gather n=17,payload=object 2",
                "isolates objects=17,length=2 3",
                "isolates objects=17,length=2,variant=shared 2"
            })
    void areThoseOfTheFormula(String kernel, String params, int threads) throws Exception {
        KernelType type = Catalogue.named(kernel);
        Map<String, String> texts = Pattern.compile("(\\w+)=([\\w-]+)")
                .matcher(params)
                .results()
                .collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
        for (int ranks : new int[] {1, 2, 3, 4, 6, 7}) {
            LongAdder sent = new LongAdder();
            ConcurrentLinkedQueue<Double> counted = new ConcurrentLinkedQueue<>();
            Transport.named("local").run(new String[0], ranks, (world, _) -> {
                Context context = new Context(
                        CountedMessages.of(world, sent), Team.named("forkjoin", threads), type.params(texts), name -> {
                            throw new java.io.IOException(name);
                        });
                try (Team team = context.team();
                        Kernel made = type.create(context)) {
                    world.barrier();
                    if (world.rank() == 0) {
                        sent.reset();
                    }
                    world.barrier();
                    assertThat(team.size()).isEqualTo(threads);
                    made.step();
                    made.step();
                    counted.add(2 * made.work().messages());
                    world.barrier();
                }
            });
            assertThat(counted).hasSize(ranks).containsOnly((double) sent.sum());
        }
    }
}
