package rxt.analysis.claim;

import java.util.List;

/** What a second process gains that is sent half of the data, as objects and as memory. */
final class C10CostOfPassing implements Claim {
    private static final Text TEXT = new Text(
            "C10",
            "Passing much data between processes eats the gain.",
            "S1",
            List.of("scatter-gather"),
            "time of two processes over that of one alone, where the second is sent half of 16 MB as an "
                    + "object, makes 16 turns with each value, and sends it back; passed as memory the same work "
                    + "takes less",
            Bound.above(0.95, "two free cores make it 0.5 if nothing passes; 0.95 leaves a tenth of that gain"),
            "An object is written to bytes, copied, and built again, on the way there and on the way back: that "
                    + "takes longer than the work it saves. Memory that lies as the receiver wants it is only "
                    + "copied, and with fewer turns even that is too much. Split the data where it is made, let "
                    + "threads share it, or pass what takes long to work on.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=scatter-gather --set 'scatter-gather.turns=[16,128]'"
                    + " --output outputs/c10.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted work = Wanted.of("scatter-gather").with("n", "2000000").with("turns", "16");
        Wanted alone = work.at(1, 1);
        Wanted two = work.inProcesses().at(2, 1);
        Bound more = Bound.above(1.05, "less than a twentieth is a tie");
        Wanted object = two.with("payload", "object");
        Wanted memory = two.with("payload", "buffer");
        Finding finding = evidence.longer(object, alone, TEXT.bound())
                .and(evidence.longer(object, memory, more), "an object takes longer than the same as memory");
        return evidence.all(memory).stream()
                .findFirst()
                .map(witness -> finding.showing(witness.time("n", "payload", "turns")))
                .orElse(finding);
    }
}
