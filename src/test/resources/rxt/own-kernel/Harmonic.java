import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelProvider;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;

/**
 * Sum of 1 / (i · (i + 1)) for i = 1 … n: each rank has a part of the terms, its team shares them. The answer is n / (n
 * + 1).
 */
public final class Harmonic implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "harmonic",
            "mine",
            "a telescoping sum",
            "calculus",
            List.of(Parameter.whole("n", 10_000_000, 1, 1_000_000_000_000L, "terms over all ranks")),
            WeakScaling.proportional("n"),
            Harmonic::new);

    private final Context context;
    private final long n;
    private final Range mine;
    private double sum;

    Harmonic(Context context) {
        this.context = context;
        this.n = context.params().longValue("n");
        Partition ranks = new Partition(n, context.world().size());
        long first = 1 + ranks.from(context.world().rank());
        this.mine = Range.of(first, first + ranks.lengthOf(context.world().rank()));
    }

    @Override
    public Work work() {
        return new Work(4.0 * n, 0, 2.0 * (context.world().size() - 1));
    }

    @Override
    public void step() {
        double part = context.team().sum(mine, (from, to) -> {
            double terms = 0;
            for (long i = from; i < to; i++) {
                terms += 1 / (i * (i + 1.0));
            }
            return terms;
        });
        sum = context.world().allreduce(part, ReduceOp.SUM);
    }

    @Override
    public Check verify() {
        return Check.within("sum", n / (n + 1.0), sum, 1e-12);
    }

    /** What META-INF/services/rxt.kernel.KernelProvider names. */
    public static final class Provider implements KernelProvider {
        @Override
        public List<KernelType> kernels() {
            return List.of(TYPE);
        }
    }
}
